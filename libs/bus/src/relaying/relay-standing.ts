import type { EventStore } from '@lethe/event-store';
import type { StoredMsg, StreamAPI } from '@nats-io/jetstream';
import { Explained, type Round } from '@lethe/running';
import * as z from 'zod';
import { epochHeader, indexHeader, positionHeader, reachedHeader, readingHeaders } from '../headers.ts';
import { judgedBackwards, type Reading } from './authorship.ts';
import type { Macs } from './message-mac.ts';
import { publicId, type Place } from './public-message.ts';
import type { Checkpoint } from './relay-checkpoint.ts';

/** All public events of a stored event. */
export const allOfEvent = Number.MAX_SAFE_INTEGER;

/** What is published already, and the sequence that the next publish must find. */
export type Standing = Place & Readonly<{ sequence: number }>;

/** The stream knows events that the log has lost. */
export class LogBehindStream extends Explained {
  override readonly name = 'LogBehindStream';
  constructor(readonly stream: string) {
    super(
      `${stream} holds events beyond the end of the log: the log was restored. docs/operating.md says how to go on.`,
    );
  }
}

type Parts = Readonly<{
  streams: StreamAPI;
  stream: string;
  store: Pick<EventStore, 'readAll' | 'head'>;
  epoch: string;
  macs: Macs;
  checkpoint: Checkpoint | undefined;
  /** Of each read: how many there are is for whoever wrote into the stream to say. */
  round: Pick<Round, 'signal' | 'turn'>;
}>;

/** How much of the log is out, and the sequences behind that of messages which somebody else wrote, the last one first. */
export type Beginning = Readonly<{ standing: Standing; foreign: readonly number[] }>;

/**
 * The log is the truth, the last message of ours in the stream says how much of it is out (T4). What the checkpoint covers
 * needs no mac: the build before wrote none. @throws LogBehindStream.
 */
export const standingOf = async (parts: Parts): Promise<Beginning> => {
  const { streams, stream, store, epoch, round } = parts;
  const { first_seq: first, last_seq: sequence } = (await round.turn(() => streams.info(stream))).state;
  const noted = parts.checkpoint !== undefined && parts.checkpoint.sequence <= sequence ? parts.checkpoint : undefined;
  const checkpoint = noted?.epoch === epoch ? noted : undefined;
  const { last, foreign } = await lookBack({ ...parts, noted }, { from: sequence, to: Math.max(first, 1) });
  const covered = checkpoint !== undefined && checkpoint.sequence >= (last?.sequence ?? 0) ? checkpoint.position : 0n;
  const place =
    last === undefined || covered > last.position ? { position: covered, index: allOfEvent } : placeOf(last);
  if (place.position > (await round.turn(() => store.head()))) throw new LogBehindStream(stream);
  return { standing: { ...place, sequence }, foreign };
};

const placeOf = ({ position, index }: Standing): Place => ({ position, index });

type Noted = Parts & Readonly<{ noted: Checkpoint | undefined }>;
type Found = Readonly<{ last: Standing | undefined; foreign: readonly number[] }>;

/** The last message of ours that this log knows; undefined where there is none, or the checkpoint says more. */
const lookBack = async (parts: Noted, { from, to }: Readonly<{ from: number; to: number }>): Promise<Found> => {
  const { macs, noted } = parts;
  const foreign: number[] = [];
  for await (const { message, own } of judgedBackwards(macs, reading(parts), { from, to })) {
    const { seq: sequence } = message;
    const covered = noted !== undefined && sequence <= noted.sequence;
    if (!own && covered && noted.epoch === parts.epoch) return { last: undefined, foreign };
    const place = own || covered ? await placeInLog(parts, message, own) : undefined;
    if (place !== undefined) return { last: { sequence, ...place }, foreign };
    if (!own && !covered) foreign.push(sequence);
  }
  return { last: undefined, foreign };
};

const reading =
  ({ streams, stream, round }: Parts): Reading =>
  async (sequences) => {
    round.signal.throwIfAborted();
    return round.turn(() => Promise.all(sequences.map((seq) => streams.getMessage(stream, { seq }))));
  };

const placeHeaders = z.object({
  epoch: z.string().min(1),
  position: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .transform(BigInt),
  index: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  reached: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt)
    .exactOptional(),
});
type Claimed = z.infer<typeof placeHeaders>;

/** A message of a log that was restored since says nothing, unless the log of today knows its event, too. */
const placeInLog = async (parts: Parts, message: StoredMsg, own: boolean): Promise<Place | undefined> => {
  const header = readingHeaders(() => message.header);
  const reachedHere = header(reachedHeader);
  const parsed = placeHeaders.safeParse({
    epoch: header(epochHeader),
    position: header(positionHeader),
    index: header(indexHeader),
    ...(reachedHere === undefined ? {} : { reached: reachedHere }),
  });
  if (!parsed.success) return undefined;
  const { epoch, position, index, reached } = parsed.data;
  if (own && epoch === parts.epoch)
    return reached === undefined ? { position, index } : { position: reached, index: allOfEvent };
  return reached === undefined && (await isInLog(parts, parsed.data, message)) ? { position, index } : undefined;
};

const withId = z.object({ id: z.string() });

const isInLog = async (
  { store, round }: Parts,
  { position, index }: Pick<Claimed, 'position' | 'index'>,
  message: StoredMsg,
): Promise<boolean> => {
  const [event] = await round.turn(() => store.readAll(position - 1n, 1));
  const sent = withId.safeParse(jsonOf(message));
  return event?.position === position && sent.success && sent.data.id === publicId(event.id, index);
};

const jsonOf = (message: StoredMsg): unknown => {
  try {
    return message.json();
  } catch {
    return undefined;
  }
};
