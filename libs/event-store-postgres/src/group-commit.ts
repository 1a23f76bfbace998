import type { Position } from '@lethe/event-store';
import { isOfData } from '@lethe/running';
import { eventsIn, refusalOf, type Answer, type Member } from './append-group.ts';
import { nextGroup } from './next-group.ts';

type Waiting = Readonly<{ member: Member; resolve: (position: Position) => void; reject: (error: unknown) => void }>;

/**
 * One flush under way at a time; whoever arrives meanwhile rides the next one, so that concurrent appends share one
 * statement and one commit. Where something speaks against a member, it is told so and the others are flushed again.
 */
export const groupCommit = (flush: (members: readonly Member[]) => Promise<readonly Answer[]>) => {
  let queue: Waiting[] = [];
  let busy = false;

  const settle = async (group: readonly Waiting[]): Promise<void> => {
    if (group.length === 0) return;
    try {
      const answers = await flush(group.map(({ member }) => member));
      const [first] = answers;
      if (first?.outcome === 'appended') resolveAll(group, BigInt(first.at ?? 0));
      else await settle(rejectRefused(group, answers));
    } catch (error) {
      // Bad data of one member rolls the whole group back: each on its own then.
      if (group.length > 1 && isOfData(error)) for (const one of group) await settle([one]);
      else for (const { reject } of group) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    // Whoever asks in this tick is in the queue by then.
    await Promise.resolve();
    while (queue.length > 0) {
      const group = nextGroup(queue);
      const together = new Set(group);
      queue = queue.filter((waiting) => !together.has(waiting));
      await settle(group);
    }
    busy = false;
  };

  return (member: Member): Promise<Position> =>
    new Promise((resolve, reject) => {
      queue.push({ member, resolve, reject });
      void run();
    });
};

/** Positions follow each other in the order of the group; an append's is that of its last event. */
const resolveAll = (group: readonly Waiting[], before: Position): void => {
  let position = before;
  for (const { member, resolve } of group) {
    position += BigInt(eventsIn(member));
    resolve(position);
  }
};

/** @returns who is left. */
const rejectRefused = (group: readonly Waiting[], answers: readonly Answer[]): readonly Waiting[] => {
  const left = group.filter(({ member, reject }) => {
    const refusal = refusalOf(member, answers);
    if (refusal !== undefined) reject(refusal);
    return refusal === undefined;
  });
  if (left.length === group.length) throw new Error('append_events refused a group, but none of its members.');
  return left;
};
