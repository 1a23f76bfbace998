import { subjectOf, type Owner, type Personal } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { Json, NewEvent, StoredEvent } from '@lethe/event-store';
import { isSealed, originOf, SealBroken, type Plain, type Sealed, type Sealing } from '@lethe/sealing';
import type { Catalogue, EventDefinition } from './events.ts';
import type { Recorded } from './recorded.ts';

type Data = Readonly<Record<string, unknown>>;
type Known = EventDefinition & Readonly<{ personal: Readonly<Record<string, Owner>> }>;

/**
 * Stored by a program that is newer than this one, or than the one before a release that was taken back: who asks for its
 * stream is told to come again, and goes on once the right program runs (L12).
 */
export class EventUnreadable extends Error {
  override readonly name = 'EventUnreadable';
  constructor(
    readonly type: string,
    readonly version: number,
    options?: ErrorOptions,
  ) {
    super(`This program cannot read ${type} version ${version}.`, options);
  }
}

const knownType = (catalogue: Catalogue, type: string): Known => {
  const known = catalogue.get(type);
  if (known === undefined) throw new Error(`${type} is not declared by this service.`);
  return known;
};

/** @throws EventUnreadable. */
const readableAs = (catalogue: Catalogue, { type, version }: StoredEvent): Known => {
  const known = catalogue.get(type);
  if (known === undefined || version > known.version) throw new EventUnreadable(type, version);
  return known;
};

/** Checks events against their schemas and seals their personal fields under their subjects' keys, in one batch. */
export const sealEvents = async (
  catalogue: Catalogue,
  sealing: Sealing,
  writes: readonly Readonly<{ stream: string; event: Message }>[],
): Promise<readonly NewEvent[]> => {
  const plain: Plain[] = [];
  const drafts = writes.map(({ stream, event }) => {
    const { version, data: schema, personal } = knownType(catalogue, event.type);
    const data = schema.parse(event.data) as Data;
    const places = Object.entries(personal).flatMap(([field, owner]) => {
      const value = data[field];
      if (value === undefined || value === null) return [];
      plain.push({
        value: value as Json,
        subject: subjectOf(owner, ownerIn(data, owner, `${event.type}.${field}`)),
        origin: originOf(stream, event.type, field),
      });
      return [field];
    });
    return { type: event.type, version, data, places };
  });
  const sealed = plain.length === 0 ? [] : await sealing.seal(plain);
  let next = 0;
  return drafts.map(({ type, version, data, places }) => ({
    type,
    version,
    data: { ...data, ...Object.fromEntries(places.map((field) => [field, sealed[next++]])) } as NewEvent['data'],
  }));
};

/** @throws Error where nobody is named: what lies under nobody's key, nobody's clearing would destroy (L9). */
const ownerIn = (data: Data, { of }: Owner, place: string): string => {
  const owner = data[of];
  if (typeof owner !== 'string' || owner === '') throw new Error(`${place} is personal, but ${of} names nobody.`);
  return owner;
};

const lifted = (event: StoredEvent, { version, upcasts = {} }: Known): Data => {
  let data: Data = event.data;
  try {
    for (let from = event.version; from < version; from += 1) data = upcasts[from]?.(data) ?? data;
  } catch (error) {
    throw new EventUnreadable(event.type, event.version, { cause: error });
  }
  return data;
};

/** Lifts a stored event to its newest version and leaves its personal fields sealed: what a view projects. */
export const liftOf =
  (catalogue: Catalogue) =>
  (event: StoredEvent): StoredEvent => {
    const known = readableAs(catalogue, event);
    return { ...event, version: known.version, data: lifted(event, known) as StoredEvent['data'] };
  };

/** Opens stored events and lifts them to their newest version; a field whose key is destroyed reads as `shredded`. */
export const openEvents = async <Event extends Message>(
  catalogue: Catalogue,
  sealing: Sealing,
  stored: readonly StoredEvent[],
): Promise<readonly Recorded<Event>[]> => {
  const boxes: Sealed[] = [];
  const drafts = stored.map((event) => {
    const own = sealedIn(event);
    const known = readableAs(catalogue, event);
    const data = lifted(event, known);
    const places = Object.keys(known.personal).filter((field) => {
      const value = data[field];
      if (!isSealed(value)) return false;
      if (!own.has(value.$sealed.origin)) throw new SealBroken(value.$sealed.origin);
      boxes.push(value);
      return true;
    });
    return { event, data, places };
  });
  const opened: readonly Personal<Json>[] = boxes.length === 0 ? [] : await sealing.open(boxes);
  let next = 0;
  return drafts.map(({ event, data, places }) =>
    recordedAs<Event>(event, { ...data, ...Object.fromEntries(places.map((field) => [field, opened[next++]])) }),
  );
};

/**
 * Where the sealed values of an event say that they were first stored, which is right here: an upcast may give a field another
 * name, its value keeps the place it is bound to. @throws SealBroken where one was moved here from another place.
 */
const sealedIn = ({ stream, type, data }: StoredEvent): ReadonlySet<string> => {
  const origins = Object.entries(data).flatMap(([field, value]) => {
    if (!isSealed(value)) return [];
    const origin = originOf(stream, type, field);
    if (value.$sealed.origin !== origin) throw new SealBroken(origin);
    return [origin];
  });
  return new Set(origins);
};

const recordedAs = <Event extends Message>(
  { type, stream, revision, recordedAt }: StoredEvent,
  data: Data,
): Recorded<Event> => ({ type, stream, revision, recordedAt, data }) as unknown as Recorded<Event>;

/** Stored events in their newest version, what is personal in them still sealed. */
export const sealedEvents = <Event extends Message>(
  catalogue: Catalogue,
  stored: readonly StoredEvent[],
): readonly Recorded<Event>[] =>
  stored.map((event) => {
    sealedIn(event);
    return recordedAs<Event>(event, lifted(event, readableAs(catalogue, event)));
  });
