import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';

/** What a kit has for read models and counters, over a test's own pool. */
export const databaseOver = (pool: Pool): Kysely<Record<never, never>> =>
  new Kysely({ dialect: new PostgresDialect({ pool }) });
