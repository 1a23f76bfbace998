import { firstToClear } from '@lethe/contracts';
import { isRefusal, type Decision, type Refusal } from '@lethe/deciding';
import { acceptClearing, acknowledgeClearing } from '../acknowledge-clearing.ts';
import type { CancellationEvent } from '../cancellation.events.ts';
import { cancellationSaga } from '../cancellation.saga.ts';
import type { Cancellation } from '../cancellation.ts';
import { requestCancellation } from '../request-cancellation.ts';
import { settleDebt } from '../settle-debt.ts';
import { stopCancellation, stopOwnCancellation } from '../stop-cancellation.ts';
import * as facts from './facts.ts';

const attempts = [1, 2] as const;

type Decide = (state: Cancellation) => Decision<CancellationEvent, Refusal>;

/** Every answer there can be, of either attempt, at any moment: early, late, twice, out of order. */
const answers: readonly Decide[] = attempts.flatMap((attempt) => {
  const owner = facts.withdrawn(attempt);
  const refused = facts.withdrawn(attempt, 'lock-refused');
  const pairs: readonly (readonly [string, CancellationEvent])[] = [
    ['hold-ownership', facts.held(attempt)],
    ['hold-ownership', owner],
    ['lock-account', facts.lockedInIdentity(attempt)],
    ['lock-account', refused],
    ['lock-sessions', facts.lockedInSession(attempt)],
    ['lock-sessions', refused],
    ['make-final', facts.final(attempt)],
    ['enter-final', facts.finalEntered(attempt)],
    ['release-claims', facts.released(attempt)],
    ['hand-over-confirmation', facts.confirmationMailed(attempt)],
    ['make-email-digest', facts.digestMade(attempt)],
    ['hand-over-last-mail', facts.lastMailed(attempt)],
    ['clear-addresses', facts.addressesCleared(attempt)],
    ['issue-certificate', facts.certified(attempt)],
    ['destroy-own-key', facts.completed(attempt)],
    ['enter-completion', facts.completionEntered(attempt)],
    ['release-ownership-hold', facts.holdReleased(attempt)],
    ['unlock-account', facts.unlockedInIdentity(attempt)],
    ['unlock-sessions', facts.unlockedInSession(attempt)],
    ['hand-over-withdrawal', facts.withdrawalMailed(attempt)],
  ];
  return pairs.map(
    ([step, event]) =>
      (state) =>
        settleDebt(facts.settle(`${attempt}/${step}`, event), state),
  );
});

const stop = {
  type: 'StopCancellation',
  data: { by: facts.staffId, reason: 'asked-by-person', at: facts.at },
} as const;

const all: readonly Decide[] = [
  ...answers,
  ...attempts.map(
    (attempt): Decide =>
      (state) =>
        requestCancellation(facts.confirm(attempt), state),
  ),
  (state) => stopCancellation(stop, state),
  ...attempts.map((attempt): Decide => {
    const data = { cancellationId: facts.cancellationOf(attempt), reason: 'asked-by-person', at: facts.at } as const;
    return (state) => stopOwnCancellation({ type: 'StopOwnCancellation', data }, state);
  }),
  ...attempts.flatMap((attempt): readonly Decide[] => [
    ...[...firstToClear, 'notification' as const].map(
      (each): Decide =>
        (state) =>
          acknowledgeClearing(facts.acknowledge(each, attempt), state),
    ),
    (state) => acceptClearing(facts.accept('ticketing', attempt), state),
  ]),
];

export type Arrow = Readonly<{ from: Cancellation; event: CancellationEvent; to: Cancellation }>;
export type Explored = Readonly<{
  states: ReadonlyMap<string, Cancellation>;
  /** From each state's key to the keys it leads to. */
  next: ReadonlyMap<string, ReadonlySet<string>>;
  arrows: readonly Arrow[];
}>;

/** Order of what was done makes no difference to what comes next. */
export const stateKey = (cancellation: Cancellation): string =>
  JSON.stringify({ ...cancellation, done: cancellation.done.toSorted() });

/** Breadth first, every state that the saga can reach under those answers. */
export const explore = (): Explored => {
  const states = new Map([[stateKey(cancellationSaga.initial), cancellationSaga.initial]]);
  const next = new Map<string, Set<string>>();
  const arrows: Arrow[] = [];
  for (const [key, state] of states) {
    const reached = new Set<string>();
    next.set(key, reached);
    for (const decide of all) {
      const decision = decide(state);
      if (isRefusal(decision) || decision.length === 0) continue;
      let current = state;
      for (const event of decision) {
        const to = cancellationSaga.evolve(current, event);
        if (to.phase !== current.phase) arrows.push({ from: current, event, to });
        current = to;
      }
      const reachedKey = stateKey(current);
      if (!states.has(reachedKey)) states.set(reachedKey, current);
      reached.add(reachedKey);
    }
  }
  return { states, next, arrows };
};
