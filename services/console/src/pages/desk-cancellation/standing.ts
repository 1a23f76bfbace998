import type { CancellationParticipant, TicketClosure } from '../../api/generated/types.gen.ts';

/** How far somebody is, and the instant that matters most about it. */
export type Standing = Readonly<{
  is: 'waiting' | 'asked' | 'promised' | 'stalled' | 'overdue' | 'cleared' | 'open' | 'closed';
  at: string | null;
}>;

/** A participant: amber where it does not answer, red where it has not kept its own word, as the API says (CAN-9). */
export const standingOf = ({
  askedAt,
  finishedBy,
  acknowledgedAt,
  isLate,
}: Pick<CancellationParticipant, 'askedAt' | 'finishedBy' | 'acknowledgedAt' | 'isLate'>): Standing => {
  if (acknowledgedAt !== null) return { is: 'cleared', at: acknowledgedAt };
  if (askedAt === null) return { is: 'waiting', at: null };
  if (finishedBy !== null) return { is: isLate ? 'overdue' : 'promised', at: finishedBy };
  return { is: isLate ? 'stalled' : 'asked', at: askedAt };
};

/** A ticket that still has to be closed, by its own date and by the last possible one. */
export const closureStanding = ({ closesAt, dueBy, closedAt }: TicketClosure, now: number): Standing => {
  if (closedAt !== null) return { is: 'closed', at: closedAt };
  return Date.parse(dueBy) < now ? { is: 'overdue', at: dueBy } : { is: 'open', at: closesAt };
};

/** Nobody waits for anything any more. */
export const isOver = (state: string): boolean => state === 'completed' || state === 'withdrawn';
