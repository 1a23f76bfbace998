import { Unavailable } from '@lethe/bus';
import { askerKinds, type AskerKind } from '@lethe/contracts';
import type { Line } from './asker.ts';
import { Turns } from './turns.ts';

/** How many of a kind may be here at once, and how many of one line among them. */
type Room = Readonly<{ all: number; each: number }>;

/** Somebody's place, from when they come until they leave. */
export type Place = Readonly<{
  /** Once it is their turn. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  leave(): void;
}>;

export type Slots = Readonly<{
  /** @throws Unavailable where that kind, or that line, has no room. */
  take(line: Line): Place;
}>;

/**
 * Argon2 is made to be slow, so whoever may ask for it may also use up the machine: a bound on how many run, and on how many
 * wait. The kinds take turns, and so do the lines of one kind: however many strangers come, others wait for one of them at
 * most, and whoever floods from one network is in the way of that network alone (ID-2a, P5).
 */
export const slotsOf = ({
  running,
  room,
}: Readonly<{ running: number; room: Readonly<Record<AskerKind, Room>> }>): Slots => {
  const take = placesIn(room);
  const run = inTurn(running);
  return {
    take: (line) => {
      const leave = take(line);
      return { run: (work) => run(line, work), leave };
    },
  };
};

const placesIn = (room: Readonly<Record<AskerKind, Room>>) => {
  const taken = new Map<string, number>();
  const count = (name: string, more: 1 | -1): void => {
    const number = (taken.get(name) ?? 0) + more;
    if (number === 0) taken.delete(name);
    else taken.set(name, number);
  };
  return ({ kind, key }: Line): (() => void) => {
    const names = [kind, `${kind}/${key}`] as const;
    const { all, each } = room[kind];
    if ((taken.get(names[0]) ?? 0) >= all || (taken.get(names[1]) ?? 0) >= each)
      throw new Unavailable('Password hashing');
    for (const name of names) count(name, 1);
    return () => {
      for (const name of names) count(name, -1);
    };
  };
};

const inTurn = (running: number) => {
  let free = running;
  const waiting = askerKinds.map((kind) => ({ kind, lines: new Turns<() => void>() }));
  const enter = async ({ kind, key }: Line): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => {
      waiting.find((each) => each.kind === kind)?.lines.add(key, resolve);
    });
  };
  const leave = (): void => {
    const turn = waiting.findIndex(({ lines }) => !lines.areEmpty);
    const [kind] = turn === -1 ? [] : waiting.splice(turn, 1);
    if (kind === undefined) {
      free += 1;
      return;
    }
    waiting.push(kind);
    kind.lines.next()?.();
  };
  return async <Result>(line: Line, work: () => Promise<Result>): Promise<Result> => {
    await enter(line);
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
