import type { Position, StoredEvent } from '@lethe/event-store';
import type { Kysely } from 'kysely';
import { lookBesideFirst, moveCheckpoint, type CheckpointTables, type Projection } from './projection.ts';
import { setAsideOf } from './parked.ts';
import { EventNotUnderstood, isOfOneEvent } from './poison.ts';
import { clearing, type AnyView, type Statement } from './view.ts';

export type Projecting = Readonly<{
  database: Kysely<CheckpointTables>;
  /** Lifts an event to the newest version of its type. @throws Error where it is newer than this program. */
  lift: (event: StoredEvent) => StoredEvent;
  /** Told of each failure. */
  onError: (error: unknown, view: string) => void;
}>;

const triesAlone = 3;

/**
 * Takes events in, up to the last one. An event that fails again and again, and is to blame for it, is set aside; later ones
 * of its stream wait behind it. A clearing never is: the view stands still until it succeeds.
 * @throws CheckpointMoved, and whatever may pass.
 */
export const advance = async (
  on: Projecting,
  projection: Projection,
  from: Position,
  events: readonly StoredEvent[],
  tries = triesAlone,
): Promise<Position> => {
  try {
    return await project(on, projection, from, events);
  } catch (error) {
    if (!isOfOneEvent(error)) throw error;
    on.onError(error, projection.checkpoint);
    const [event] = events;
    if (events.length > 1) {
      const middle = Math.ceil(events.length / 2);
      return advance(
        on,
        projection,
        await advance(on, projection, from, events.slice(0, middle)),
        events.slice(middle),
      );
    }
    if (tries > 1) return advance(on, projection, from, events, tries - 1);
    if (event === undefined || event.type === clearing) throw error;
    return passOver(on, projection, from, event, error);
  }
};

/**
 * Rows and checkpoint in one transaction. The checkpoint comes first and only from where this runner left it: one that
 * was paused and wakes up writes nothing.
 */
const project = async (
  { database, lift }: Projecting,
  projection: Projection,
  from: Position,
  events: readonly StoredEvent[],
): Promise<Position> => {
  const to = events.at(-1)?.position ?? from;
  await database.transaction().execute(async (transaction) => {
    await moveCheckpoint(transaction, projection, from, to);
    if (projection.beside) await lookBesideFirst(transaction);
    await takeIn(transaction, projection, events, lift);
  });
  return to;
};

/** Without the checkpoint: that is its caller's to hold. */
export const takeIn = async (
  transaction: Kysely<CheckpointTables>,
  projection: Projection,
  events: readonly StoredEvent[],
  lift: Projecting['lift'],
): Promise<void> => {
  const rows = setAsideOf(transaction, projection);
  const held = await rows.held();
  for (const event of events.filter(({ type }) => projection.view.on[type] !== undefined))
    if (event.type === clearing) {
      await carryOut(transaction, projection, event, lift);
      if (held.size > 0) await rows.repeat(event.stream, String(event.position));
    } else if (held.has(event.stream)) await rows.queue(event.stream, String(event.position));
    else await carryOut(transaction, projection, event, lift);
};

export const carryOut = async (
  transaction: Kysely<CheckpointTables>,
  { view }: Projection,
  event: StoredEvent,
  lift: Projecting['lift'],
): Promise<void> => {
  for (const statement of statementsOf(view, transaction, event, lift)) await statement.execute();
};

const statementsOf = (
  view: AnyView,
  transaction: Kysely<CheckpointTables>,
  event: StoredEvent,
  lift: Projecting['lift'],
): readonly Statement[] => {
  const { type, version, position } = event;
  try {
    const built = view.on[type]?.(transaction as never, lift(event) as never);
    if (built === undefined) return [];
    return 'execute' in built ? [built] : built;
  } catch (error) {
    throw new EventNotUnderstood(type, version, position, error);
  }
};

const passOver = async (
  { database }: Projecting,
  projection: Projection,
  from: Position,
  event: StoredEvent,
  error: unknown,
): Promise<Position> => {
  await database.transaction().execute(async (transaction) => {
    await moveCheckpoint(transaction, projection, from, event.position);
    await setAsideOf(transaction, projection).add(event.stream, String(event.position), error);
  });
  return event.position;
};
