import type { EventStore, Position } from '@lethe/event-store';
import { holdCheckpoint, liveCourse } from './course.ts';
import { again, nextParked, unpark } from './parked.ts';
import { isPoison } from './poison.ts';
import { carryOut, type Projecting } from './projecting.ts';
import type { AnyView } from './view.ts';

export type Replaying = Projecting & Readonly<{ store: Pick<EventStore, 'read'> }>;

/**
 * Takes in what is parked, in the order of the log, each event in a transaction of its own beside which the view's runner
 * stands still. One that fails stays, and so do those behind it in its stream; clearings stay until nothing before them does.
 * @returns how many events were taken in. @throws whatever may pass.
 */
export const replayView = async (on: Replaying, view: AnyView): Promise<number> => {
  const failed = new Set<string>();
  let replayed = 0;
  let after = 0n;
  for (;;) {
    const step = await replayNext(on, view, after, failed);
    if (step === undefined) return replayed;
    after = step.position;
    if (step.done) replayed += 1;
  }
};

const replayNext = async (
  on: Replaying,
  view: AnyView,
  after: Position,
  failed: Set<string>,
): Promise<Readonly<{ position: Position; done: boolean }> | undefined> => {
  const course = liveCourse(view);
  const at = await nextParked(on.database, course, after);
  if (at === undefined) return undefined;
  const { position } = at;
  if (failed.has(at.stream)) return { position, done: false };
  const { events } = await on.store.read(at.stream);
  const event = events.find((each) => each.position === position);
  if (event === undefined) throw new Error(`The log has no event at ${position}.`);
  try {
    const done = await on.database.transaction().execute(async (transaction) => {
      await holdCheckpoint(transaction, course);
      const still = await nextParked(transaction, course, position - 1n);
      if (still?.position !== position) return false;
      await carryOut(transaction, course, event, on.lift);
      const stays = at.error === again && failed.size > 0;
      if (!stays) await unpark(transaction, course, position);
      return !stays;
    });
    return { position, done };
  } catch (error) {
    if (!isPoison(error)) throw error;
    on.onError(error, view.name);
    failed.add(at.stream);
    return { position, done: false };
  }
};
