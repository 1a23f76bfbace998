import type { Member } from './append-group.ts';

const mostMembers = 256;
const mostCharacters = 4 * 1024 * 1024;

/** No stream is called like this. */
const lookUps = '\0';

/**
 * Which of those who wait are flushed together next, in order: at least the first, and none who touches what another of
 * them writes, be it a stream, a look-up or a command id. Who has to wait keeps his place before those who clash with him.
 */
export const nextGroup = <Waiting extends Readonly<{ member: Member }>>(
  queue: readonly Waiting[],
): readonly Waiting[] => {
  const written = new Set<string>();
  const touched = new Set<string>();
  let characters = 0;
  return queue.slice(0, mostMembers).filter(({ member }, index) => {
    const { writes, reads } = touchedBy(member);
    const clashes = writes.some((name) => touched.has(name)) || reads.some((name) => written.has(name));
    for (const name of writes) written.add(name);
    for (const name of [...writes, ...reads]) touched.add(name);
    characters += charactersIn(member);
    return index === 0 || (!clashes && characters <= mostCharacters);
  });
};

const touchedBy = ({ writes, envelope, changes }: Member) => {
  const named = (isWritten: boolean) =>
    writes.filter(({ events }) => events.length > 0 === isWritten).map(({ stream }) => stream);
  const command = `\0${envelope.commandId}`;
  return { writes: [...named(true), command, ...(changes === undefined ? [] : [lookUps])], reads: named(false) };
};

const charactersIn = ({ writes }: Member): number =>
  writes.flatMap(({ events }) => events).reduce((total, { text }) => total + text.length, 0);
