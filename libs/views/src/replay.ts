import type { EventStore, StoredEvent } from '@lethe/event-store';
import { tryDue, tryNow, type Taken, type TryingAgain, type Turn } from '@lethe/running';
import { CheckpointMoved, holdCheckpoint, liveProjection } from './projection.ts';
import { setAsideOf } from './parked.ts';
import { carryOut, type Projecting } from './projecting.ts';
import type { AnyView } from './view.ts';

export type Replaying = Projecting & Readonly<{ store: Pick<EventStore, 'read'> }>;

/**
 * Takes in what is set aside, in the order of each stream, each event in a transaction of its own beside which the view's
 * runner stands still, together with the clearings that came after it. One that fails stays, with those behind it.
 * @returns how many events were taken in. @throws where the database does not answer.
 */
export const replayView = (on: Replaying, view: AnyView): Promise<number> => tryNow(tryingAgain(on, view));

/** What is due by itself: what did not fail for good, and what a replay that was broken off left behind. */
export const replayDue = (on: Replaying, view: AnyView, signal: AbortSignal, turn: Turn): Promise<number> => {
  const trying = tryingAgain(on, view);
  return tryDue({ ...trying, work: (taken) => turn(() => trying.work(taken)) }, signal);
};

const tryingAgain = (on: Replaying, view: AnyView): TryingAgain => ({
  rows: setAsideOf(on.database, liveProjection(view)),
  work: (taken) => takenIn(on, view, taken),
  onError: (error) => on.onError(error, view.name),
});

const takenIn = async (on: Replaying, view: AnyView, taken: Taken): Promise<void> => {
  const projection = liveProjection(view);
  const event = await eventAt(on.store, taken);
  await on.database.transaction().execute(async (transaction) => {
    await holdCheckpoint(transaction, projection);
    const rows = setAsideOf(transaction, projection);
    // A rebuilt view took the place of this one, or somebody else tries it by now.
    if (!(await rows.done(taken))) throw new CheckpointMoved(projection.checkpoint);
    await carryOut(transaction, projection, event, on.lift);
    // What was cleared meanwhile must not come back with it.
    for (const clearing of await rows.repeatsAfter(taken.id))
      await carryOut(transaction, projection, await eventAt(on.store, clearing), on.lift);
    await rows.endRepeats();
  });
};

const eventAt = async (
  store: Replaying['store'],
  { entity, place }: Pick<Taken, 'entity' | 'place'>,
): Promise<StoredEvent> => {
  const { events } = await store.read(entity);
  const event = events.find(({ position }) => String(position) === place);
  if (event === undefined) throw new Error(`The log has no event at ${place}.`);
  return event;
};
