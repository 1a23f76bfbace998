import type { Position } from '@lethe/event-store';
import { positionIn, type Answer, type Member } from './append-group.ts';
import { sqlStateOf } from './sql-state.ts';

const mostMembers = 256;
const mostCharacters = 4 * 1024 * 1024;

type Waiting = Readonly<{ member: Member; resolve: (position: Position) => void; reject: (error: unknown) => void }>;

/**
 * One flush under way at a time; whoever arrives meanwhile rides the next one, so that concurrent appends share one
 * statement and one commit. Each member gets its own answer.
 */
export const groupCommit = (flush: (members: readonly Member[]) => Promise<readonly Answer[]>) => {
  const queue: Waiting[] = [];
  let busy = false;

  const settle = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await flush(group.map(({ member }) => member));
      for (const [index, waiting] of group.entries()) answer(waiting, answers[index]);
    } catch (error) {
      // Bad data of one member rolls the whole group back: each on its own then.
      if (group.length > 1 && /^2[23]/.test(sqlStateOf(error) ?? '')) for (const one of group) await settle([one]);
      else for (const { reject } of group) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    // Lets everybody of this tick aboard.
    await Promise.resolve();
    while (queue.length > 0) await settle(queue.splice(0, boarding(queue)));
    busy = false;
  };

  return (member: Member): Promise<Position> =>
    new Promise((resolve, reject) => {
      queue.push({ member, resolve, reject });
      void run();
    });
};

/** How many of the queue fit into one flush: at least one. */
const boarding = (queue: readonly Waiting[]): number => {
  let characters = 0;
  const full = queue.slice(0, mostMembers).findIndex(({ member }, index) => {
    characters += member.text.length;
    return index > 0 && characters > mostCharacters;
  });
  return full === -1 ? mostMembers : full;
};

const answer = ({ member, resolve, reject }: Waiting, given: Answer | undefined): void => {
  try {
    if (given === undefined) throw new Error('append_events gave no answer for a member.');
    resolve(positionIn(member, given));
  } catch (error) {
    reject(error);
  }
};
