import type { Decision, Message } from '@lethe/deciding';
import { isOver } from '../lifetime/lifetime.ts';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Session, Sessions } from '../sessions.ts';

/** A second factor was bound or unbound, in the session `sessionId`. */
export type EndForFactorChange = Message<
  'EndForFactorChange',
  { accountId: string; sessionId: string; bound: boolean; changedAt: string; at: string }
>;

type Changed = SessionsEventOf<'SessionEnded' | 'FactorLost'>;

/**
 * SES-3: the other sessions end. The one in which a factor was unbound has none from here on, so that nobody is staff
 * without one. What was opened, or verified again, after the change has nothing to do with it, however late it is told.
 */
export const endForFactorChange = ({ data }: EndForFactorChange, { open }: Sessions): Decision<Changed> =>
  [...open.values()].flatMap((session) => changedBy(data, session));

const changedBy = (
  { accountId, sessionId: kept, bound, changedAt, at }: EndForFactorChange['data'],
  { sessionId, factor, openedAt, verifiedAt }: Session,
): readonly Changed[] => {
  if (!isOver(openedAt, changedAt)) return [];
  if (sessionId !== kept)
    return [{ type: 'SessionEnded', data: { accountId, sessionId, because: 'factor-changed', endedAt: at } }];
  const isLost = factor && !bound && isOver(verifiedAt, changedAt);
  return isLost ? [{ type: 'FactorLost', data: { accountId, sessionId, lostAt: at } }] : [];
};
