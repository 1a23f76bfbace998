import { AccountGone } from '@lethe/journal';
import { failpoint, mayPass, reportOf, type Log } from '@lethe/running';
import { KeyDestroyed } from '@lethe/sealing';
import { entityOf, received, UnreadableMessage, type Arrived } from './arrived.ts';
import { commandOfEvent } from '../command-of.ts';
import type { Failures } from './failures.ts';
import type { ParkedMessages } from './parked.ts';
import type { Reaction, ReceivedEvent } from './reaction.ts';

/** After so many failures of its handler an event is parked. An outage counts for none. */
const attemptsBeforeParking = 5;
const longestWaitMs = 10_000;

export type DeliveryParts = Readonly<{
  service: string;
  durable: string;
  reaction: Pick<Reaction, 'handles' | 'handle' | 'askedAgain'>;
  parked: ParkedMessages;
  failures: Failures;
  log: Log;
  firstWaitMs?: number;
}>;

/**
 * What the server is told of a message. `parked`: it lies in our table, give it never again. `left`: whoever wants it done
 * asks again by a call.
 */
export type Verdict = 'done' | 'parked' | 'left' | Readonly<{ againAfterMs: number }>;

/** Deals with one message. Throws only where our own database does not answer. */
export const deliver = async (parts: DeliveryParts, message: Arrived, tries: number): Promise<Verdict> => {
  const { durable, reaction, parked, failures } = parts;
  const event = readable(reaction, message);
  if (event === undefined) return 'done';
  if (event instanceof UnreadableMessage) return setDown(parts, message, event.why);
  if (await parked.holds(durable, entityOf(message))) return park(parts, message, 'Behind');
  failpoint('consumer.before-handling');
  try {
    await handled(parts, event);
  } catch (error) {
    return afterFailure(parts, message, event, error, tries);
  }
  failpoint('consumer.after-handling');
  if (message.redelivered) await failures.forget(durable, event.id);
  return 'done';
};

const readable = ({ handles }: Pick<Reaction, 'handles'>, message: Arrived) => {
  try {
    return received(handles, message);
  } catch (error) {
    if (error instanceof UnreadableMessage) return error;
    throw error;
  }
};

/** For an account that is gone there is nothing left to do, but to clear it (L10). */
const handled = async ({ service, durable, reaction, log }: DeliveryParts, event: ReceivedEvent): Promise<void> => {
  const { id, correlationId, data } = event;
  try {
    await reaction.handle(event, commandOfEvent({ durable, service, id, correlationId, data }));
  } catch (error) {
    const gone = error instanceof AccountGone || error instanceof KeyDestroyed;
    if (!gone || reaction.askedAgain === true) throw error;
    log.info({ durable, event: id, correlationId }, 'An event about an account that is gone was passed over.');
  }
};

const afterFailure = async (
  parts: DeliveryParts,
  message: Arrived,
  { id, correlationId }: ReceivedEvent,
  error: unknown,
  tries: number,
): Promise<Verdict> => {
  const { durable, reaction, failures, log, firstWaitMs = 250 } = parts;
  const facts = { durable, event: id, correlationId, ...reportOf(error) };
  const wait = (times: number) => ({
    againAfterMs: Math.min(firstWaitMs * 2 ** Math.min(times - 1, 10), longestWaitMs),
  });
  if (reaction.askedAgain === true && tries >= attemptsBeforeParking) return setDown(parts, message, nameOf(error));
  if (mayPass(error)) {
    log.warn(facts, 'An event waits for an outage to end.');
    return wait(tries);
  }
  const times = await failures.count(durable, id);
  log.error({ ...facts, failures: times }, 'An event could not be handled.');
  if (times < attemptsBeforeParking) return wait(times);
  const verdict = await setDown(parts, message, nameOf(error));
  await failures.forget(durable, id);
  return verdict;
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** A debt is never parked: parked it would wait for a person, and what asks for it again would be parked behind it (L4). */
const setDown = async (parts: DeliveryParts, message: Arrived, error: string): Promise<Verdict> => {
  if (parts.reaction.askedAgain !== true) return park(parts, message, error);
  const facts = { durable: parts.durable, entityId: entityOf(message), sequence: message.sequence, error };
  parts.log.error(facts, 'A message was left: it is asked for again.');
  return 'left';
};

const park = async ({ durable, parked, log }: DeliveryParts, message: Arrived, error: string): Promise<Verdict> => {
  await parked.park(durable, message, error);
  log.error({ durable, entityId: entityOf(message), sequence: message.sequence, error }, 'A message was parked.');
  return 'parked';
};
