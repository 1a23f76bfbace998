import { reactToClearing, type Reaction } from '@lethe/bus';
import { failpoint } from '@lethe/running';
import { AcceptClearing, clearingRequest, ReadClearing, type ClearingRequest } from '@lethe/contracts';
import { isRefusal, type Message } from '@lethe/deciding';
import { gateOf, type Command } from '@lethe/journal';
import { ClearingUnknown, journalOf, NeverSaid, stepOf, type ClearingKit, type Remaining } from './clearing-kit.ts';
import type { Categories } from './clearing.events.ts';
import { finishClearing } from './finish-clearing.ts';

/** All is cleared that the key does not cover, or will be by that instant: `finishClearing` then does the rest. */
export type Cleared = Readonly<{ categories: Categories }> | Readonly<{ finishedBy: string }>;

export type ClearingPlan = Readonly<{
  /**
   * Erases what the death of the account's key does not make unreadable: rows, look-ups, memberships.
   * Idempotent: it runs again after a crash. What it counts comes from the events recorded under `command`.
   */
  clear: (request: ClearingRequest, command: Command) => Promise<Cleared>;
  /** Nothing is acknowledged while it is not 0. */
  remaining?: Remaining;
}>;

/** What the stream asks, and what cancellation asks again by a call. Both at once are harmless. */
export type Clearing = Reaction &
  Readonly<{
    /** Resolves once it is acknowledged, or accepted until an instant. */
    clear: (request: ClearingRequest) => Promise<void>;
  }>;

/**
 * A service's part in clearing an account (CAN-7, CAN-10). Killed at any line it goes on where it was. A request that
 * cancellation does not know clears nothing.
 */
export const clearingOf = <Event extends Message>(kit: ClearingKit<Event>, plan: ClearingPlan): Clearing => {
  const clear = async (request: ClearingRequest): Promise<void> => {
    await assertAsked(kit, request);
    await closeGate(kit, request);
    failpoint('clearing.after-gate');
    const cleared = await plan.clear(request, stepOf(kit.name, request, 'clear'));
    failpoint('clearing.after-clear');
    if ('finishedBy' in cleared) await accept(kit, request, cleared.finishedBy);
    else await finishClearing(kit, request, { ...plan, ...cleared });
  };
  const reaction = reactToClearing({
    participant: kit.name,
    data: clearingRequest,
    handle: ({ data: request }) => clear(request),
  });
  return { ...reaction, clear };
};

/**
 * Cancellation itself says so, in an answer that is signed: whoever reaches the bus could have sent the message (T2).
 * @throws NeverSaid, which drops the message; what cannot be asked, or is not proven, is asked again.
 */
const assertAsked = async ({ calls }: Pick<ClearingKit, 'calls'>, request: ClearingRequest): Promise<void> => {
  const { accountId, cancellationId, finalAt, releasedAt } = request;
  const { asked } = await calls.ask(ReadClearing, { accountId, cancellationId, finalAt, releasedAt });
  if (!asked) throw new NeverSaid(cancellationId);
};

/** The first act: whatever is under way for this account lands before it or not at all. */
const closeGate = async <Event extends Message>(kit: ClearingKit<Event>, request: ClearingRequest): Promise<void> => {
  const { accountId, cancellationId } = request;
  const gate = gateOf(accountId);
  await journalOf(kit).handle(
    stepOf(kit.name, request, 'close-gate'),
    async (unit) => {
      const closed = await unit.load(gate, { initial: false, evolve: () => true });
      const data = { accountId, cancellationId, closedAt: kit.clock() };
      if (!closed) unit.ungated.record(gate, [{ type: 'AccountClosed', data }]);
    },
    () => undefined,
  );
};

const accept = async (
  { calls }: Pick<ClearingKit, 'calls'>,
  { accountId, cancellationId }: ClearingRequest,
  finishedBy: string,
): Promise<void> => {
  const key = `${cancellationId}/${finishedBy}`;
  const answer = await calls.ask(AcceptClearing, { accountId, cancellationId, finishedBy }, { key });
  if (isRefusal(answer)) throw new ClearingUnknown(cancellationId);
};
