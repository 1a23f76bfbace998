import { exclusiveKinds, LookUpTaken, type Envelope, type LookUpChanges, type Write } from './event-store.ts';

/** Bytes of all events of one append and of what its look-ups say, as JSON text in UTF-8. */
const largestAppend = 1024 * 1024;

export type StorableEvent = Readonly<{ type: string; version: number; text: string }>;
export type StorableWrite = Omit<Write, 'events'> & Readonly<{ events: readonly StorableEvent[] }>;

/**
 * What every adapter checks before it writes anything: payloads that come back byte-equal, names a database can hold.
 * @throws RangeError where a payload is larger than 1 MiB or not valid JSON, a name is not valid text, a stream is written twice, or no event is.
 * @throws LookUpTaken where one append gives an exclusive look-up to two holders.
 */
export const storable = (
  writes: readonly Write[],
  envelope: Envelope,
  lookUps: LookUpChanges = {},
): readonly StorableWrite[] => {
  if (writes.length === 0) throw new RangeError('An append names at least one stream: the first is its home.');
  // A command is recorded with its first event.
  if (writes.every(({ events }) => events.length === 0)) throw new RangeError('An append writes at least one event.');
  if (new Set(writes.map(({ stream }) => stream)).size < writes.length)
    throw new RangeError('An append names a stream twice: put its events into one write.');
  if (Number.isNaN(Date.parse(envelope.at))) throw new RangeError('The instant of an append is not an ISO 8601 date.');
  const names = [envelope.commandId, envelope.commandType, envelope.correlationId, envelope.actor];
  [...names, ...writes.map(({ stream }) => stream)].forEach(checkName);
  checkTaken(lookUps);
  const said = (lookUps.take ?? []).flatMap(({ says }) => (says === undefined ? [] : [says]));
  if (!said.every(isJson)) throw new RangeError('What a look-up says is not valid JSON text.');
  const checked = writes.map((write) => ({ ...write, events: write.events.map(storableEvent) }));
  checkSize([
    ...checked.flatMap(({ events }) => events.map(({ text }) => text)),
    ...said.map((says) => JSON.stringify(says)),
  ]);
  return checked;
};

const storableEvent = ({ type, version, data }: Write['events'][number]): StorableEvent => {
  checkName(type);
  if (!Number.isSafeInteger(version) || version < 1) throw new RangeError(`The version of ${type} is not 1 or more.`);
  if (!isJson(data)) throw new RangeError(`The data of ${type} is not valid JSON text.`);
  return { type, version, text: JSON.stringify(data) };
};

const checkName = (name: string): void => {
  if (name === '' || !name.isWellFormed() || name.includes('\0'))
    throw new RangeError('A name in an append is empty or not valid text.');
};

const checkSize = (texts: readonly string[]): void => {
  const encoder = new TextEncoder();
  const bytes = texts.reduce((total, text) => total + encoder.encode(text).byteLength, 0);
  if (bytes > largestAppend) throw new RangeError(`The events take ${bytes} bytes, more than ${largestAppend}.`);
};

const checkTaken = ({ take = [] }: LookUpChanges): void => {
  const holders = new Map<string, string>();
  for (const { kind, hmac, holder } of take.filter((lookUp) => exclusiveKinds.includes(lookUp.kind))) {
    const key = JSON.stringify([kind, hmac]);
    if ((holders.get(key) ?? holder) !== holder) throw new LookUpTaken(kind);
    holders.set(key, holder);
  }
};

/** JSON.stringify would change or escape the rest in silence: NaN, dates, lone surrogates. An undefined member is none. */
const isJson = (value: unknown): boolean => {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && (member === undefined || isJson(member)));
};
