import type { Position } from '@lethe/event-store';
import { pause } from '@lethe/running';
import type { Pool } from 'pg';

export class ViewBehind extends Error {
  override readonly name = 'ViewBehind';
  constructor(
    readonly view: string,
    readonly position: Position,
    readonly reached: Position | undefined,
  ) {
    super(`${view} is at ${reached ?? 'nothing'} and did not reach ${position} in time.`);
  }
}

/** How far the views of a service are, whichever replica runs them. */
export type Checkpoints = Readonly<{
  /** Every view that was ever started, also those that are being built beside. */
  all: () => Promise<ReadonlyMap<string, Position>>;
  /** @throws ViewBehind after `within` milliseconds; 5 s when absent. */
  waitFor: (view: string, position: Position, within?: number) => Promise<void>;
  /** For all of them. @throws ViewBehind for the first that is behind. */
  waitForAll: (position: Position, within?: number) => Promise<void>;
}>;

const pollEvery = 20;
const patience = 5_000;

export const viewCheckpoints = (pool: Pool): Checkpoints => {
  const all = async (): Promise<ReadonlyMap<string, Position>> => {
    const text = 'select name, position from view_checkpoints order by name';
    const { rows } = await pool.query<{ name: string; position: string }>({ name: 'view_checkpoints', text });
    return new Map(rows.map(({ name, position }) => [name, BigInt(position)]));
  };

  const reached = async (
    behind: (at: ReadonlyMap<string, Position>) => string | undefined,
    position: Position,
    within: number,
  ): Promise<void> => {
    const until = performance.now() + within;
    for (;;) {
      const at = await all();
      const view = behind(at);
      if (view === undefined) return;
      if (performance.now() > until) throw new ViewBehind(view, position, at.get(view));
      await pause(pollEvery);
    }
  };

  return {
    all,
    waitFor: (view, position, within = patience) =>
      reached((at) => ((at.get(view) ?? -1n) < position ? view : undefined), position, within),
    waitForAll: (position, within = patience) =>
      reached((at) => [...at].find(([, passed]) => passed < position)?.[0], position, within),
  };
};
