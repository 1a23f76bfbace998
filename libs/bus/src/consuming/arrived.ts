import * as z from 'zod';
import { correlationHeader, epochHeader, indexHeader, positionHeader } from '../headers.ts';
import type { Reaction, ReceivedEvent } from './reaction.ts';

/** A message of a stream, delivered or read again. */
export type Arrived = Readonly<{
  stream: string;
  sequence: number;
  /** With the sequence it tells a message from one of a stream that was made anew. ISO 8601, UTC. */
  storedAt: string;
  subject: string;
  header: (name: string) => string | undefined;
  data: Uint8Array;
}>;

export type Unreadable = 'no-json' | 'no-cloud-event' | 'unknown-type' | 'another-entity' | 'invalid-data';

/** A message that no repetition makes readable. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
  constructor(readonly code: Unreadable) {
    super(`The message cannot be read: ${code}.`);
  }
}

/** `lethe.evt.<context>.v1.<partition>.<entityId>.<name>`, `lethe.clr.v1.<participant>.<partition>.<accountId>.<step>`. */
const entityToken = 5;
export const entityOf = ({ subject }: Pick<Arrived, 'subject'>): string => subject.split('.')[entityToken] ?? '';
const nameOf = ({ subject }: Pick<Arrived, 'subject'>): string => subject.split('.').at(-1) ?? '';

const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime(),
  data: z.unknown(),
});

const place = z.object({
  epoch: z.string().min(1),
  position: z
    .string()
    .regex(/^[1-9]\d{0,18}$/)
    .transform(BigInt),
  index: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  correlationId: z.string().min(1),
});

const placeOf = ({ header }: Arrived) =>
  place.safeParse({
    epoch: header(epochHeader),
    position: header(positionHeader),
    index: header(indexHeader),
    correlationId: header(correlationHeader),
  });

const parsed = (data: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(data));
  } catch {
    throw new UnreadableMessage('no-json');
  }
};

/**
 * The event in a message, checked against what the reaction handles; undefined where the reaction is not concerned.
 * @throws UnreadableMessage.
 */
export const received = (handles: Reaction['handles'], message: Arrived): ReceivedEvent | undefined => {
  const named = handles.find(({ name }) => name === nameOf(message));
  if (named === undefined) return undefined;
  const event = cloudEvent.safeParse(parsed(message.data));
  const where = placeOf(message);
  if (!event.success || !where.success) throw new UnreadableMessage('no-cloud-event');
  const { id, type, time, subject } = event.data;
  if (type !== named.type) throw new UnreadableMessage('unknown-type');
  if (subject !== entityOf(message)) throw new UnreadableMessage('another-entity');
  const data = named.data.safeParse(event.data.data);
  if (!data.success) throw new UnreadableMessage('invalid-data');
  return { id, type, entityId: subject, time, data: data.data, ...where.data };
};
