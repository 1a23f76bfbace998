import type { CallContext } from '@lethe/bus';
import { personOf } from '@lethe/bus';
import {
  CountSessions,
  mostNamed,
  ReadObjections,
  ReadOwnership,
  ReadUnclosedTickets,
  RequiresFactor,
  type OutputOf,
  type ReadPreCheck,
} from '@lethe/contracts';
import { dayMs, instantAfter } from '@lethe/deciding';
import type { CancellationKit } from '../cancellation-kit.ts';
import { blockersOf } from './blockers.ts';

/** Every blocker at once (CAN-3), and what the account would lose, in its own figures (CAN-4). Changes nothing. */
export const preCheck = async (
  { calls, clock, settings }: Pick<CancellationKit, 'calls' | 'clock' | 'settings'>,
  context: CallContext,
): Promise<OutputOf<typeof ReadPreCheck>> => {
  const { accountId } = personOf(context);
  const { correlationId } = context;
  const holdBackDays = settings.LETHE_HOLD_BACK_DAYS;
  const finalAt = instantAfter(clock(), holdBackDays * dayMs);
  const [ownership, objections, sessions, factor, tickets] = await Promise.all([
    calls.ask(ReadOwnership, { accountId }, { correlationId }),
    calls.ask(ReadObjections, { accountId }, { correlationId }),
    calls.ask(CountSessions, { accountId }, { correlationId }),
    calls.ask(RequiresFactor, { accountId }, { correlationId }),
    calls.ask(ReadUnclosedTickets, { accountId, finalAt }, { correlationId }),
  ]);
  const { unclosed, oldest, closesAt, dueBy } = tickets;
  return {
    blockers: blockersOf(ownership, objections),
    notice: {
      workspacesLeft: ownership.memberOf,
      workspaces: ownership.memberships.slice(0, mostNamed),
      sessionsEnded: sessions.live,
      secondFactorRemoved: factor.required,
      ticketsClosed: unclosed,
      tickets: oldest.map((ticket) => ({ ...ticket, closesAt, dueBy })),
      holdBackDays,
      finalAt,
      keyBackUpDays: settings.LETHE_KEY_BACK_UP_DAYS,
    },
  };
};
