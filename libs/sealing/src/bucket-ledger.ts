import { createHash } from 'node:crypto';
import { isKnown, LedgerBroken } from './ledger.ts';
import type { Ledger, LedgerEntry, LedgerMark } from './ledger.ts';
import { sharedReads } from './shared-reads.ts';

/** Objects by number, of which none is written twice. */
export interface Bucket {
  /** For people: where it is. */
  readonly name: string;
  /** Durable once it answers. @returns false where there is one of that number, be it by a try of before. @throws LedgerUnwritten */
  put(number: number, body: Buffer): Promise<boolean>;
  /** Undefined where there is none. @throws LedgerUnread */
  get(number: number): Promise<Buffer | undefined>;
  /** Those after it, in order, at most so many. @throws LedgerUnread */
  after(number: number, most: number): Promise<readonly number[]>;
}

const objectsAtOnce = 200;
const readsAtOnce = 16;

/**
 * A ledger in a bucket: numbered objects without a gap, each with the entries that came at once and the digest of the object
 * before it. Who writes takes the next number, if nobody has it yet: so replicas that write at once come one after the
 * other, and nothing is lost or mixed. A mark is the number and the digest of an object; by the digests it stands for
 * everything before it.
 */
export const bucketLedger = (bucket: Bucket): Ledger => {
  /** As far as this process has seen. */
  let end: Place = beginning;
  return {
    // Who waited for the one before comes together: in a process nobody races for a number with itself.
    write: sharedReads(async (entries: readonly LedgerEntry[]) => {
      end = await appended(bucket, end, entries);
    }),
    after: async (mark) => {
      const from = placeOf(bucket, mark);
      await assertThere(bucket, from);
      const { entries, place } = await pageAfter(bucket, from);
      if (place.number > end.number) end = place;
      return { entries, mark: markOf(place) };
    },
  };
};

type Place = Readonly<{ number: number; digest: string }>;
type Content = Readonly<{ before: string; entries: readonly LedgerEntry[] }>;

const beginning: Place = { number: 0, digest: '' };

const markOf = ({ number, digest }: Place): LedgerMark => (number === 0 ? '' : `bucket/${number}/${digest}`);

const placeOf = ({ name }: Bucket, mark: LedgerMark): Place => {
  if (mark === '') return beginning;
  const [kind, number, digest = ''] = mark.split('/');
  if (kind !== 'bucket') throw new LedgerBroken(`The ledger ${name} is a bucket, and what was read before was none.`);
  return { number: Number(number), digest };
};

const digestOf = (body: Buffer): string => createHash('sha256').update(body).digest('base64url');

const assertThere = async (bucket: Bucket, { number, digest }: Place): Promise<void> => {
  if (number === 0) return;
  const body = await bucket.get(number);
  if (body === undefined)
    throw new LedgerBroken(
      `The ledger ${bucket.name} is missing, was cut off, or is an older copy: object ${number} was read before.`,
    );
  if (digestOf(body) !== digest)
    throw new LedgerBroken(
      `The ledger ${bucket.name} is not the one that was read before: it is another installation's, or object ${number} ` +
        'or one before it was replaced.',
    );
};

const pageAfter = async (bucket: Bucket, from: Place): Promise<Readonly<{ entries: LedgerEntry[]; place: Place }>> => {
  const numbers = await bucket.after(from.number, objectsAtOnce);
  const bodies = await inTurns(numbers, (number) => bucket.get(number));
  const entries: LedgerEntry[] = [];
  let place = from;
  for (const [index, body] of bodies.entries()) {
    const number = place.number + 1;
    if (numbers[index] !== number || body === undefined) throw brokenAt(bucket, number);
    const content = contentOf(bucket, number, body);
    if (content.before !== place.digest) throw brokenAt(bucket, number);
    entries.push(...content.entries.filter(isKnown));
    place = { number, digest: digestOf(body) };
  }
  return { entries, place };
};

/** From the last that is known of, on to the end. What nobody answered for may be there all the same: it is found then. */
const appended = async (bucket: Bucket, known: Place, entries: readonly LedgerEntry[]): Promise<Place> => {
  for (let place = known; ;) {
    const number = place.number + 1;
    const body = Buffer.from(`${JSON.stringify({ before: place.digest, entries } satisfies Content)}\n`);
    if (await bucket.put(number, body)) return { number, digest: digestOf(body) };
    const there = await bucket.get(number);
    if (there?.equals(body)) return { number, digest: digestOf(body) };
    const next = await pageAfter(bucket, place);
    if (next.place === place) throw brokenAt(bucket, number);
    place = next.place;
  }
};

const contentOf = (bucket: Bucket, number: number, body: Buffer): Content => {
  try {
    const content = JSON.parse(body.toString()) as Content;
    if (typeof content.before !== 'string' || !Array.isArray(content.entries)) throw new TypeError('It has entries.');
    return content;
  } catch (cause) {
    throw brokenAt(bucket, number, cause);
  }
};

const brokenAt = ({ name }: Bucket, number: number, cause?: unknown): LedgerBroken =>
  new LedgerBroken(
    `The ledger ${name} does not go on at object ${number}: it was replaced, hidden by a delete marker, or is no entry.`,
    { cause },
  );

const inTurns = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += readsAtOnce)
    results.push(...(await Promise.all(items.slice(from, from + readsAtOnce).map(work))));
  return results;
};
