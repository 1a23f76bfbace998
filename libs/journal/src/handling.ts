import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Refusal } from '@lethe/deciding';
import {
  CommandRecorded,
  OutcomeUnknown,
  StaleRevision,
  type Envelope,
  type EventStore,
  type RecordedCommand,
  type Snapshots,
  type Write,
} from '@lethe/event-store';
import type { Sealing } from '@lethe/sealing';
import { openEvents, sealEvents } from './codec.ts';
import { CommandReused, type Command } from './command.ts';
import type { Catalogue } from './events.ts';
import { accountBehind, AccountGone, concernedBy } from './gates.ts';
import { indexKeysStream } from './index-keys/index-key.events.ts';
import type { Indexes } from './index-keys/indexes.ts';
import type { Recorded } from './recorded.ts';
import { foldFrom } from './snapshotting.ts';
import { unitOf, type Draft, type OpenUnit } from './unit.ts';

const attempts = 10;
/** Milliseconds for each attempt so far, by chance a part of it: writers of one stream get out of each other's way. */
const longestPause = 5;

export type Parts = Readonly<{
  store: EventStore;
  sealing: Sealing;
  catalogue: Catalogue;
  clock: () => string;
  /** Where the snapshots of those folds lie that ask for them. */
  snapshots?: Snapshots;
  /** The kinds of look-ups whose keys rotate, and their indexes. */
  indexed?: Readonly<{ kinds: ReadonlySet<string>; indexes: Indexes }>;
}>;

type Handling<Event extends Message, Answer, No> = Readonly<{
  command: Command;
  work: (unit: OpenUnit<Event>) => Promise<No | undefined | void>;
  answer: (events: readonly Recorded<Event>[], position: bigint) => Answer | Promise<Answer>;
}>;

/** Does a command once, as the journal says. */
export const handled = async <Event extends Message, Answer, No extends Refusal>(
  parts: Parts,
  handling: Handling<Event, Answer, No>,
  attempt = 1,
): Promise<Answer | No> => {
  const { command, work, answer } = handling;
  // Another delivery may have done this very command: what it did must not speak against it.
  const unlessRepeated = async (otherwise: () => Promise<Answer | No> | Answer | No) => {
    const before = await answeredBefore(parts, command, answer);
    return before === undefined ? otherwise() : before.answer;
  };
  const ahead = command.subject === undefined ? [] : [command.subject];
  const own = { ...parts, sealing: parts.sealing.forOneCommand(ahead) };
  const unit = unitFor<Event>(own, command, attempt);
  try {
    const refusal = await work(unit);
    if (refusal !== undefined) return await unlessRepeated(() => refusal);
    if (recordsNothing(unit)) return await unlessRepeated(() => nothingRecorded(parts, unit, answer));
    return await appended(own, command, unit, answer);
  } catch (error) {
    return unlessRepeated(async () => {
      if (!again(error) || attempt === attempts) throw error;
      if (error instanceof StaleRevision && error.stream === indexKeysStream) await parts.indexed?.indexes.learn();
      await pause(Math.random() * longestPause * attempt);
      return handled(parts, handling, attempt + 1);
    });
  }
};

/**
 * With the first stream it reads whether the command is recorded already: then `work` ends there.
 * The last attempt relies on nothing but the log.
 */
const unitFor = <Event extends Message>(parts: Parts, command: Command, attempt: number): OpenUnit<Event> => {
  const { store, sealing, catalogue } = parts;
  let asked: string | undefined = command.id;
  return unitOf<Event>(
    async (stream) => {
      const reading = store.read(stream, asked);
      asked = undefined;
      const { events, seen, recorded } = await reading;
      if (recorded !== undefined) throw new CommandRecorded(command.id);
      return { events: await openEvents<Event>(catalogue, sealing, events), seen };
    },
    foldFrom(attempt < attempts ? parts : { store, sealing, catalogue }),
    concernedBy(command),
  );
};

const answeredBefore = async <Event extends Message, Answer>(
  parts: Parts,
  command: Command,
  answer: (events: readonly Recorded<Event>[], position: bigint) => Answer | Promise<Answer>,
): Promise<Readonly<{ answer: Answer }> | undefined> => {
  const before = await recordedBefore(parts, command);
  if (before === undefined) return undefined;
  const events = await openEvents<Event>(parts.catalogue, parts.sealing, before.events);
  return { answer: await answer(events, before.events.at(-1)?.position ?? 0n) };
};

/** What an earlier delivery of this command recorded. @throws CommandReused where the id was used for something else. */
const recordedBefore = async ({ store, sealing }: Parts, command: Command): Promise<RecordedCommand | undefined> => {
  const { recorded } = await store.read(`command-${command.id}`, command.id);
  if (recorded === undefined) return undefined;
  if (recorded.type !== command.type) throw new CommandReused(command.id);
  const digest = await digestOf(sealing, command);
  if (recorded.digest !== null && digest !== null && recorded.digest !== digest) throw new CommandReused(command.id);
  return recorded;
};

const digestOf = async (sealing: Sealing, { subject, type, request }: Command): Promise<string | null> =>
  subject === undefined ? null : sealing.digest(subject, canonical([type, request]));

/** JSON with sorted keys: the same request always gives the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const appended = async <Event extends Message, Answer>(
  { store, sealing, catalogue, clock }: Parts,
  command: Command,
  unit: OpenUnit<Event>,
  answer: (events: readonly Recorded<Event>[], position: bigint) => Answer | Promise<Answer>,
): Promise<Answer> => {
  const drafts = unit.drafts();
  const flat = drafts.flatMap(({ stream, events }) => events.map((event) => ({ stream, event })));
  const sealed = [...(await sealEvents(catalogue, sealing, flat))];
  const writes: readonly Write[] = drafts.map(({ stream, expected, events }) => ({
    stream,
    expected,
    events: sealed.splice(0, events.length),
  }));
  const envelope = await envelopeOf(sealing, command, clock());
  const position = await store.append(writes, envelope, unit.lookUps());
  return answer(recordedNow(drafts, envelope.at), position);
};

/** What reading would give, without reading: a repeat is answered from what was stored, and must be answered alike. */
const recordedNow = <Event extends Message>(drafts: readonly Draft<Event>[], at: string): readonly Recorded<Event>[] =>
  drafts.flatMap(({ stream, expected, events }) => {
    const first = expected === 'no-stream' ? 0n : expected + 1n;
    return events.map((event, index) => ({
      ...event,
      data: JSON.parse(JSON.stringify(event.data)) as Event['data'],
      stream,
      revision: first + BigInt(index),
      recordedAt: new Date(at).toISOString(),
    }));
  });

const recordsNothing = (unit: OpenUnit<Message>): boolean => unit.drafts().every(({ events }) => events.length === 0);

/** Look-ups change with an event or not at all: without one, a repeat could not be told from the first time. */
const nothingRecorded = async <Event extends Message, Answer>(
  { store }: Parts,
  unit: OpenUnit<Event>,
  answer: (events: readonly Recorded<Event>[], position: bigint) => Answer | Promise<Answer>,
): Promise<Answer> => {
  if (Object.values(unit.lookUps()).some((changes) => changes.length > 0))
    throw new Error('A command changed look-ups, but recorded no event.');
  return answer([], await store.head());
};

const envelopeOf = async (sealing: Sealing, command: Command, at: string): Promise<Envelope> => ({
  commandId: command.id,
  commandType: command.type,
  digest: await digestOf(sealing, command),
  correlationId: command.correlationId,
  actor: command.actor,
  at,
});

/** Stale: decide afresh. Recorded meanwhile, or perhaps: the next round finds out. A closed gate is final. */
const again = (error: unknown): boolean => {
  const gone = error instanceof StaleRevision ? accountBehind(error.stream) : undefined;
  if (gone !== undefined) throw new AccountGone(gone);
  return error instanceof StaleRevision || error instanceof CommandRecorded || error instanceof OutcomeUnknown;
};
