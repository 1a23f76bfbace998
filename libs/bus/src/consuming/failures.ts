import type { Pool } from 'pg';

/** How often our own handling of an event failed; what the server counts grows with takeovers and outages too. */
export interface Failures {
  /** Counts one more. @returns how many there are now. */
  count(durable: string, eventId: string): Promise<number>;
  forget(durable: string, eventId: string): Promise<void>;
}

export const failuresIn = (pool: Pool): Failures => ({
  count: async (durable, eventId) => {
    const { rows } = await pool.query<{ failures: number }>(
      `insert into failed_deliveries as failed (durable, event_id, failures) values ($1, $2, 1)
       on conflict (durable, event_id) do update set failures = failed.failures + 1 returning failures`,
      [durable, eventId],
    );
    return rows[0]?.failures ?? 1;
  },
  forget: async (durable, eventId) => {
    await pool.query('delete from failed_deliveries where durable = $1 and event_id = $2', [durable, eventId]);
  },
});
