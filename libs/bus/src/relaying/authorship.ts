import type { StoredMsg } from '@nats-io/jetstream';
import { macHeader, readingHeaders } from '../headers.ts';
import type { Macs } from './message-mac.ts';

const mostAtOnce = 128;

export type Judged = Readonly<{ message: StoredMsg; own: boolean }>;
/** What is there; null where it was deleted. */
export type Reading = (sequences: readonly number[]) => Promise<readonly (StoredMsg | null)[]>;
type Stretch = Readonly<{ from: number; to: number }>;

/**
 * Messages of a stream from the last one back, and whether this service published them: its mac is right, and so is
 * everything that was under way before it.
 */
export async function* judgedBackwards(
  macs: Pick<Macs, 'isOf'>,
  read: Reading,
  stretch: Stretch,
): AsyncGenerator<Judged> {
  /** Each right only if the one before it is. */
  let open: StoredMsg[] = [];
  for await (const message of backwards(read, stretch)) {
    const after = open.at(-1);
    if (after !== undefined && !isBehind(macs, after, message)) {
      yield* judgedAs(false, open);
      open = [];
    }
    open.push(message);
    if (!isOf(macs, message, '')) continue;
    yield* judgedAs(true, open);
    open = [];
  }
  yield* judgedAs(false, open);
}

const judgedAs = (own: boolean, messages: readonly StoredMsg[]): readonly Judged[] =>
  messages.map((message) => ({ message, own }));

const macOf = (message: StoredMsg): string | undefined => readingHeaders(() => message.header)(macHeader);

const isOf = (macs: Pick<Macs, 'isOf'>, message: StoredMsg, previous: string): boolean => {
  const { subject, seq: sequence, data: body } = message;
  const header = readingHeaders(() => message.header);
  return macs.isOf({ subject, sequence, header, body, previous }, header(macHeader) ?? '');
};

const isBehind = (macs: Pick<Macs, 'isOf'>, message: StoredMsg, before: StoredMsg): boolean => {
  const previous = macOf(before);
  return previous !== undefined && before.seq === message.seq - 1 && isOf(macs, message, previous);
};

/** Usually the last one says all: so one is read, then two, then more at once. What was deleted is passed over. */
async function* backwards(read: Reading, { from, to }: Stretch): AsyncGenerator<StoredMsg> {
  for (let [next, size] = [from, 1]; next >= to; next -= size, size = Math.min(size * 2, mostAtOnce)) {
    const sequences = Array.from({ length: Math.min(size, next - to + 1) }, (_, place) => next - place);
    const messages = await read(sequences);
    yield* messages.filter((message) => message !== null);
  }
}
