import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { countedOn } from './counted.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

let database: FreshDatabase;
let pool: pg.Pool;
let counted: ReturnType<typeof countedOn>;
beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  counted = countedOn(pool);
  await pool.query('create table numbers (number integer primary key)');
  await pool.query('insert into numbers select generate_series(1, 1000)');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe('What is counted of a request (GRO-1)', () => {
  it('is each statement, however it is asked, with the rows and bytes that come back', async () => {
    const cost = await counted(async () => {
      await pool.query('select number from numbers where number <= 2 order by number');
      const client = await pool.connect();
      await client.query({ text: 'select number from numbers where number = $1', values: [3] });
      client.release();
    });
    expect(cost).toMatchObject({ statements: 2, rows: 3, bytes: '[{"number":1},{"number":2}][{"number":3}]'.length });
  });

  it('is what is touched, also where one row comes back, and nothing of what was before', async () => {
    expect((await counted(() => pool.query('select count(*) from numbers'))).touched).toBeGreaterThanOrEqual(1000);
    expect((await counted(() => pool.query('select 1'))).touched).toBeLessThan(10);
  });

  it('is nothing of a statement that fails, which fails as before', async () => {
    const cost = await counted(async () => {
      await expect(pool.query('select nothing from nowhere')).rejects.toThrow('nowhere');
    });
    expect(cost).toMatchObject({ statements: 0, rows: 0 });
  });
});
