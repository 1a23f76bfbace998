import { AccountGone } from '@lethe/journal';
import {
  failpoint,
  kindOf,
  pause,
  reportOf,
  TurnGivenUp,
  waitAfter,
  type BackOff,
  type Log,
  type Round,
  type SetAsideRows,
} from '@lethe/running';
import { KeyDestroyed } from '@lethe/sealing';
import { commandOfEvent } from '../command-of.ts';
import { entityOf, received, UnreadableMessage, type Arrived } from './arrived.ts';
import { placeOf } from './place.ts';
import type { Reaction, ReceivedEvent } from './reaction.ts';

/** Within about two seconds; meanwhile the entities of its lane wait, and no others. */
const triesInPlace = 5;
const betweenTries: BackOff = { firstMs: 200, atMostMs: 2_000 };

export type DeliveryParts = Readonly<{
  service: string;
  durable: string;
  reaction: Pick<Reaction, 'handles' | 'handle' | 'askedAgain'>;
  rows: Pick<SetAsideRows, 'holds' | 'queue' | 'add'>;
  log: Log;
  /** Says that something was forged. */
  tellOfForged: (facts: object) => void;
  betweenTries?: BackOff;
}>;

/**
 * What becomes of a message. `set-aside`: it lies in our table. `left`: whoever wants it done asks again by a call.
 * `given-back`: whoever comes next gets it again.
 */
export type Verdict = 'done' | 'set-aside' | 'left' | 'given-back';

/** Deals with one message. Throws only where our own database does not answer. */
export const deliver = async (
  parts: DeliveryParts,
  message: Arrived,
  { signal, turn }: Pick<Round, 'signal' | 'turn'>,
): Promise<Verdict> => {
  const event = readable(parts.reaction, message);
  if (event === undefined) return 'done';
  if (event instanceof UnreadableMessage) return setDown(parts, message, event);
  if (await isBehind(parts, message)) return 'set-aside';
  failpoint('consumer.before-handling');
  for (let tries = 1; ; tries += 1)
    try {
      await turn(() => handled(parts, event));
      failpoint('consumer.after-handling');
      return 'done';
    } catch (error) {
      const facts = { durable: parts.durable, event: event.id, correlationId: event.correlationId, tries };
      parts.log.warn({ ...facts, ...reportOf(error) }, 'An event could not be handled.');
      if (tries === triesInPlace || error instanceof TurnGivenUp) return setDown(parts, message, error);
      await pause(waitAfter(tries, parts.betweenTries ?? betweenTries), signal);
      if (signal.aborted) return 'given-back';
    }
};

const readable = ({ handles }: Pick<Reaction, 'handles'>, message: Arrived) => {
  try {
    return received(handles, message);
  } catch (error) {
    if (error instanceof UnreadableMessage) return error;
    throw error;
  }
};

const isBehind = async ({ rows }: Pick<DeliveryParts, 'rows'>, message: Arrived): Promise<boolean> => {
  const entity = entityOf(message);
  return (await rows.holds(entity)) && rows.queue(entity, placeOf(message));
};

/**
 * For an account that is gone there is nothing left to do, but to clear it (L10). What was forged is dropped at once: what
 * is real would wait behind it (T4).
 */
export const handled = async (
  { service, durable, reaction, log, tellOfForged }: Omit<DeliveryParts, 'rows'>,
  event: ReceivedEvent,
): Promise<void> => {
  const { id, correlationId, data } = event;
  try {
    await reaction.handle(event, commandOfEvent({ durable, service, id, correlationId, data }));
  } catch (error) {
    if (kindOf(error) === 'forged') return tellOfForged({ event: id, correlationId, ...reportOf(error) });
    const gone = error instanceof AccountGone || error instanceof KeyDestroyed;
    if (!gone || reaction.askedAgain === true) throw error;
    log.info({ durable, event: id, correlationId }, 'An event about an account that is gone was passed over.');
  }
};

/**
 * The others go on. A debt is never set aside: what asks for it again would wait behind it (L4). Whatever may pass is
 * tried again by itself, in its order; poison waits for a person (L3).
 */
const setDown = async (parts: DeliveryParts, message: Arrived, error: unknown): Promise<Verdict> => {
  const { durable, reaction, rows, log } = parts;
  const facts = { durable, entityId: entityOf(message), sequence: message.sequence, ...reportOf(error) };
  if (reaction.askedAgain === true) {
    log.error(facts, 'A message was left: it is asked for again.');
    return 'left';
  }
  await rows.add(entityOf(message), placeOf(message), error);
  log.error(facts, 'A message was set aside.');
  return 'set-aside';
};
