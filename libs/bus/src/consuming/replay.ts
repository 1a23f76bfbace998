import type { StoredMsg, StreamAPI } from '@nats-io/jetstream';
import { received, type Arrived } from './arrived.ts';
import { commandOfEvent } from '../command-of.ts';
import type { Parked, ParkedMessages } from './parked.ts';
import { durableOf, type Reaction } from './reaction.ts';

export type ReplayParts = Readonly<{
  service: string;
  reaction: Reaction;
  parked: ParkedMessages;
  streams: Pick<StreamAPI, 'getMessage'>;
}>;

/**
 * Handles what is parked for an entity, in order, until nothing is left; what the stream has lost is passed over.
 * @returns how many were handled. @throws what the handler throws; that message and those behind it stay parked.
 */
export const replayParked = async (
  { service, reaction, parked, streams }: ReplayParts,
  entityId: string,
): Promise<number> => {
  const durable = durableOf(service, reaction.purpose);
  let done = 0;
  for (;;) {
    const next = await parked.first(durable, entityId);
    if (next === undefined) return done;
    const message = await stillThere(streams, next);
    const event = message && received(reaction.handles, message);
    if (event !== undefined) {
      const { id, correlationId, data } = event;
      await reaction.handle(event, commandOfEvent({ durable, service, id, correlationId, data }));
      done += 1;
    }
    await parked.remove(next);
  }
};

/** The stream may have been made anew since: then it is another message, and this one will come again. */
const stillThere = async (
  streams: ReplayParts['streams'],
  { stream, sequence, storedAt }: Parked,
): Promise<Arrived | undefined> => {
  const message = await streams.getMessage(stream, { seq: sequence });
  return message?.time.toISOString() === storedAt && message !== null ? arrivedOf(message, stream) : undefined;
};

const arrivedOf = ({ seq, time, subject, header, data }: StoredMsg, stream: string): Arrived => ({
  stream,
  sequence: seq,
  storedAt: time.toISOString(),
  subject,
  header: (name) => header.get(name) || undefined,
  data,
  redelivered: true,
});
