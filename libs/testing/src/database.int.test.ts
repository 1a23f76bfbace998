import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase } from './database.ts';

const namesOfDatabases = async (url: string): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
  await client.end();
  return rows.map(({ datname }) => datname);
};

describe('A fresh database', () => {
  it("is the test's own, and gone once it is dropped", async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    const dropped = new URL(one.url).pathname.slice(1);
    const kept = new URL(other.url).pathname.slice(1);
    expect(dropped).not.toBe(kept);
    expect(await namesOfDatabases(one.url)).toContain(dropped);
    await one.drop();
    const left = await namesOfDatabases(other.url);
    expect(left).toContain(kept);
    expect(left).not.toContain(dropped);
    await other.drop();
  });
});
