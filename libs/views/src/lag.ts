import { millisecondsBetween, secondMs } from '@lethe/deciding';
import type { EventStore, Position } from '@lethe/event-store';
import type { Pool } from 'pg';
import { viewCheckpoints } from './checkpoints.ts';

/** How far a view is behind the log. One that is being rebuilt counts as a view of its own, `<view>/rebuilding`. */
export type Lag = Readonly<{
  view: string;
  position: Position;
  /** Positions of the log that it has not seen: events, where the store numbers them without gaps. */
  events: bigint;
  /** Age of the oldest event that it has not seen; 0 where it has seen all. */
  seconds: number;
  /** Events that it could not take in. */
  parked: number;
}>;

/** Of every view of a service. @param now ISO 8601, by the clock that stamps the events. */
export const viewLag = async (
  pool: Pool,
  store: Pick<EventStore, 'head' | 'readAll'>,
  now: string,
): Promise<readonly Lag[]> => {
  // The head comes last: it is never behind a checkpoint.
  const [at, parked] = await Promise.all([viewCheckpoints(pool).all(), parkedOf(pool)]);
  const head = await store.head();
  return Promise.all(
    [...at].map(async ([view, position]) => ({
      view,
      position,
      events: head - position,
      seconds: head > position ? secondsSince(await store.readAll(position, 1), now) : 0,
      parked: parked.get(view) ?? 0,
    })),
  );
};

const parkedOf = async (pool: Pool): Promise<ReadonlyMap<string, number>> => {
  const text = `select substring(worker from '^view/(.*)') as view, count(*)::int as parked from set_aside group by worker`;
  const { rows } = await pool.query<{ view: string; parked: number }>(text);
  return new Map(rows.map(({ view, parked }) => [view, parked]));
};

const secondsSince = ([event]: readonly Readonly<{ recordedAt: string }>[], now: string): number =>
  event === undefined ? 0 : Math.max(0, millisecondsBetween(event.recordedAt, now) / secondMs);
