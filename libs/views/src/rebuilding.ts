import type { EventStore, Position, StoredEvent } from '@lethe/event-store';
import { sqlStateOf } from '@lethe/running';
import { sql, type Kysely } from 'kysely';
import {
  CheckpointMoved,
  projectionBeside,
  holdCheckpoint,
  liveProjection,
  lookBesideFirst,
  reachedBy,
  type CheckpointTables,
  type Projection,
} from './projection.ts';
import { handOverSetAside, setAsideOf } from './parked.ts';
import { isOfOneEvent } from './poison.ts';
import { advance, takeIn, type Projecting } from './projecting.ts';
import { analyzeBeside, fitsStill, makeBeside, moveIn, tablesOf } from './table-beside.ts';
import type { AnyView } from './view.ts';

export type Rebuilding = Projecting & Readonly<{ store: Pick<EventStore, 'read' | 'readAll' | 'watch'> }>;

/** Events in one transaction, and how far the live view may be ahead when the built one takes its place. */
const atOnce = 500;

/**
 * Asks for the view to be built anew beside the live one, whose readers notice nothing. From here on clearing waits for
 * both. Where it is being built already, nothing changes.
 * @throws Error where the view was never started.
 */
export const askForRebuild = (database: Kysely<CheckpointTables>, view: AnyView): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    if ((await holdCheckpoint(transaction, liveProjection(view))) === undefined)
      throw new Error(`${view.name} was never started: there is nothing to rebuild.`);
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('view_checkpoints')
      .values({ name: projectionBeside(view).checkpoint, position: 0n })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) await beginBeside(transaction, view);
  });

const beginBeside = async (transaction: Kysely<CheckpointTables>, view: AnyView): Promise<void> => {
  for (const table of await tablesOf(transaction, view)) await makeBeside(transaction, table);
};

/** A migration changed the live tables since: what was built takes nobody's place, and the build begins again. */
const beganAgain = async (transaction: Kysely<CheckpointTables>, view: AnyView): Promise<boolean> => {
  const fitting: boolean[] = [];
  for (const table of await tablesOf(transaction, view)) fitting.push(await fitsStill(transaction, table));
  if (fitting.every(Boolean)) return false;
  const { checkpoint } = projectionBeside(view);
  await transaction.updateTable('view_checkpoints').set({ position: 0n }).where('name', '=', checkpoint).execute();
  await setAsideOf(transaction, projectionBeside(view)).forget();
  await beginBeside(transaction, view);
  return true;
};

/**
 * Goes on with a rebuild from wherever it stands, until the built tables are in their place or the signal is aborted.
 * Returns at once where none was asked for. Killed at any line, it can be called again.
 */
export const carryOnRebuild = async (on: Rebuilding, view: AnyView, signal: AbortSignal): Promise<void> => {
  const beside = projectionBeside(view);
  await on.database.transaction().execute(async (transaction) => {
    if ((await holdCheckpoint(transaction, beside)) !== undefined) await beganAgain(transaction, view);
  });
  let position = await reachedBy(on.database, beside);
  while (position !== undefined && !signal.aborted) {
    const events = await on.store.readAll(position, atOnce);
    if (events.length > 0) position = await advance(on, beside, position, events);
    if (events.length === atOnce) continue;
    if (await switchOver(on, view, position).catch(notYet)) return;
    position = await reachedBy(on.database, beside);
  }
};

/** Busy readers, or an event that is to be set aside in the next round. */
const notYet = (error: unknown): false => {
  if (isOfOneEvent(error) || sqlStateOf(error) === '55P03') return false;
  throw error;
};

/**
 * One transaction: nobody moves the live view meanwhile, the last events are taken in, the tables change places, and the
 * live checkpoint, which seldom changes by it, goes on behind them.
 * @returns whether it happened; not where the live view is too far ahead.
 * @throws CheckpointMoved where another runner carried it on.
 */
const switchOver = async (on: Rebuilding, view: AnyView, built: Position): Promise<boolean> => {
  const [live, beside] = [liveProjection(view), projectionBeside(view)];
  for (const table of await tablesOf(on.database, view)) await analyzeBeside(on.database, table);
  return on.database.transaction().execute(async (transaction) => {
    await sql`set local lock_timeout = '1s'`.execute(transaction);
    const reached = (await holdCheckpoint(transaction, live)) ?? 0n;
    if ((await holdCheckpoint(transaction, beside)) !== built) throw new CheckpointMoved(beside.checkpoint);
    if (await beganAgain(transaction, view)) return false;
    const rest = reached > built ? await on.store.readAll(built, atOnce) : [];
    if (rest.length === atOnce) return false;
    await takeInBeside(
      transaction,
      on,
      beside,
      rest.filter(({ position }) => position <= reached),
    );
    for (const table of await tablesOf(transaction, view)) await moveIn(transaction, table, view);
    await handOverSetAside(transaction, beside, live);
    await transaction.deleteFrom('view_checkpoints').where('name', '=', beside.checkpoint).execute();
    if (built > reached)
      await transaction
        .updateTable('view_checkpoints')
        .set({ position: built })
        .where('name', '=', live.checkpoint)
        .execute();
    return true;
  });
};

/** Leaves the transaction looking where it looked before. */
const takeInBeside = async (
  transaction: Kysely<CheckpointTables>,
  { lift }: Rebuilding,
  beside: Projection,
  events: readonly StoredEvent[],
): Promise<void> => {
  const path = await sql<{ path: string }>`select current_setting('search_path') as path`.execute(transaction);
  await lookBesideFirst(transaction);
  await takeIn(transaction, beside, events, lift);
  await sql`select set_config('search_path', ${path.rows[0]?.path ?? ''}, true)`.execute(transaction);
};
