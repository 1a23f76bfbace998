import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate, MigrationChanged } from './migration.ts';
import { ownDatabase } from './testing/database.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeEach(async () => {
  database = await ownDatabase();
});
afterEach(() => database.close());

const tables = { name: 'words/0001-tables', statements: ['create table words (word text)'] };
const first = {
  name: 'words/0002-first',
  statements: [`insert into words values ('a')`, `insert into words values ('b')`],
};
const words = async () => (await database.pool.query<{ word: string }>('select word from words')).rows;

describe('Migrations', () => {
  it('run once each, in order, however many replicas start together', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, [tables, first])));
    await migrate(database.pool, [tables, first]);
    expect(await words()).toEqual([{ word: 'a' }, { word: 'b' }]);
  });

  it('run wholly or not at all, and those before stay', async () => {
    const broken = { name: 'words/0003-broken', statements: [`insert into words values ('c')`, 'no sql'] };
    await expect(migrate(database.pool, [tables, first, broken])).rejects.toThrow('syntax error');
    expect(await words()).toEqual([{ word: 'a' }, { word: 'b' }]);
  });

  it('refuse a text that changed, and then run nothing', async () => {
    await migrate(database.pool, [tables]);
    const changed = { ...tables, statements: ['create table words (word text not null)'] };
    const error: unknown = await migrate(database.pool, [first, changed]).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(MigrationChanged);
    expect(String(error)).toContain('start on new data');
    expect(await words()).toEqual([]);
  });
});
