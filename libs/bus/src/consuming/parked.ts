import type { Pool } from 'pg';
import { entityOf, type Arrived } from './arrived.ts';

/** A message that could not be handled: where it lies and what went wrong, never what is in it. */
export type Parked = Readonly<{
  durable: string;
  entityId: string;
  stream: string;
  sequence: number;
  storedAt: string;
  subject: string;
  /** Name of the error; `Behind` where only an earlier message of that entity failed. */
  error: string;
  /** ISO 8601, UTC. */
  parkedAt: string;
}>;

export interface ParkedMessages {
  holds(durable: string, entityId: string): Promise<boolean>;
  /** Durable before it returns. Parking again changes nothing. */
  park(durable: string, message: Arrived, error: string): Promise<void>;
  /** The oldest first. */
  list(durable?: string): Promise<readonly Parked[]>;
  /** The entity's oldest one. */
  first(durable: string, entityId: string): Promise<Parked | undefined>;
  /** It was replayed, or somebody decided that it never will be. */
  remove(parked: Parked): Promise<void>;
}

type Row = Omit<Parked, 'sequence'> & Readonly<{ sequence: string }>;

const columns = `durable, entity_id as "entityId", stream, sequence, stored_at as "storedAt", subject, error,
  to_char(parked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "parkedAt"`;

const parkedOf = (row: Row): Parked => ({ ...row, sequence: Number(row.sequence) });

export const parkedMessages = (pool: Pool): ParkedMessages => ({
  holds: async (durable, entityId) => {
    const text = 'select exists (select from parked_messages where durable = $1 and entity_id = $2) as holds';
    const { rows } = await pool.query<{ holds: boolean }>({ name: 'parked_holds', text, values: [durable, entityId] });
    return rows[0]?.holds ?? false;
  },
  park: async (durable, message, error) => {
    const { stream, sequence, storedAt, subject } = message;
    await pool.query(
      `insert into parked_messages (durable, entity_id, stream, sequence, stored_at, subject, error)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (durable, sequence, stored_at) do nothing`,
      [durable, entityOf(message), stream, sequence, storedAt, subject, error],
    );
  },
  list: async (durable) => {
    const text = `select ${columns} from parked_messages where $1::text is null or durable = $1 order by id limit 1000`;
    return (await pool.query<Row>(text, [durable ?? null])).rows.map(parkedOf);
  },
  first: async (durable, entityId) => {
    const text = `select ${columns} from parked_messages where durable = $1 and entity_id = $2 order by id limit 1`;
    return (await pool.query<Row>(text, [durable, entityId])).rows.map(parkedOf)[0];
  },
  remove: async ({ durable, sequence, storedAt }) => {
    await pool.query('delete from parked_messages where durable = $1 and sequence = $2 and stored_at = $3', [
      durable,
      sequence,
      storedAt,
    ]);
  },
});
