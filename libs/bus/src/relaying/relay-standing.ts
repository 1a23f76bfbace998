import type { EventStore, Position } from '@lethe/event-store';
import type { StoredMsg, StreamAPI } from '@nats-io/jetstream';
import { Explained } from '@lethe/running';
import * as z from 'zod';
import { epochHeader, indexHeader, positionHeader, reachedHeader } from '../headers.ts';
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
  checkpoint: Checkpoint | undefined;
}>;

/** The log is the truth, the stream's last message says how much of it is out. @throws LogBehindStream. */
export const standingOf = async (parts: Parts): Promise<Standing> => {
  const { streams, stream, epoch } = parts;
  const { state } = await streams.info(stream);
  const sequence = state.last_seq;
  const checkpoint = parts.checkpoint?.epoch === epoch ? parts.checkpoint : undefined;
  if (state.messages === 0) {
    const nothingLost = checkpoint !== undefined && checkpoint.sequence <= sequence;
    return { sequence, position: nothingLost ? checkpoint.position : 0n, index: allOfEvent };
  }
  const last = await lastOfOurs(parts, sequence, state.first_seq);
  const skipped = checkpoint?.sequence === sequence && checkpoint.position > last.position;
  return skipped ? { sequence, position: checkpoint.position, index: allOfEvent } : { sequence, ...last };
};

/** Messages of somebody else, and of a log that was restored since, are passed over. */
const lastOfOurs = async (parts: Parts, from: number, to: number): Promise<Place> => {
  for (let sequence = from; sequence >= to; sequence -= 1) {
    const message = await parts.streams.getMessage(parts.stream, { seq: sequence });
    const place = message === null ? undefined : await placeInLog(parts, message);
    if (place !== undefined) return place;
  }
  return { position: 0n, index: allOfEvent };
};

const placeHeaders = z.object({
  epoch: z.string().min(1),
  position: z
    .string()
    .regex(/^[1-9]\d*$/)
    .transform(BigInt),
  index: z.string().regex(/^\d+$/).transform(Number),
  reached: z.string().regex(/^\d+$/).transform(BigInt).exactOptional(),
});

const placeInLog = async (parts: Parts, message: StoredMsg): Promise<Place | undefined> => {
  const { header } = message;
  const parsed = placeHeaders.safeParse({
    epoch: header.get(epochHeader),
    position: header.get(positionHeader),
    index: header.get(indexHeader),
    ...(header.has(reachedHeader) ? { reached: header.get(reachedHeader) } : {}),
  });
  if (!parsed.success) return undefined;
  const { epoch, position, index, reached } = parsed.data;
  if (epoch !== parts.epoch) {
    const known = reached === undefined && (await isInLog(parts, position, index, message));
    return known ? { position, index } : undefined;
  }
  const place = reached === undefined ? { position, index } : { position: reached, index: allOfEvent };
  if (place.position > (await parts.store.head())) throw new LogBehindStream(parts.stream);
  return place;
};

const withId = z.object({ id: z.string() });

const isInLog = async ({ store }: Parts, position: Position, index: number, message: StoredMsg): Promise<boolean> => {
  const [event] = await store.readAll(position - 1n, 1);
  const sent = withId.safeParse(message.json());
  return event?.position === position && sent.success && sent.data.id === publicId(event.id, index);
};
