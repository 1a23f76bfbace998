import type { Message } from '@lethe/deciding';
import type { CancellationEvent } from './cancellation.events.ts';
import type { Cancellation, Step, UndoStep } from './cancellation.ts';
import { owed } from './owed.ts';
import { withConsequences } from './what-follows.ts';

/** What was done for a debt, or why it was refused, as the event that settles it. */
export type SettleDebt = Message<'SettleDebt', { key: string; by: CancellationEvent; at: string }>;

const settles: Readonly<Record<Step | UndoStep, readonly CancellationEvent['type'][]>> = {
  'hold-ownership': ['OwnershipHeld', 'CancellationWithdrawn'],
  'lock-account': ['LockedInIdentity', 'CancellationWithdrawn'],
  'lock-sessions': ['LockedInSession', 'CancellationWithdrawn'],
  'hand-over-stop-link': ['StopLinkHandedOver'],
  'make-final': ['CancellationMadeFinal'],
  'enter-final': ['FinalEnteredInLedger'],
  'release-claims': ['ClaimsReleased'],
  'hand-over-confirmation': ['ConfirmationHandedOver'],
  'make-email-digest': ['EmailDigestMade'],
  'hand-over-last-mail': ['LastMailHandedOver'],
  'clear-addresses': ['AddressesCleared'],
  'issue-certificate': ['CertificateIssued'],
  'destroy-own-key': ['CancellationCompleted'],
  'enter-completion': ['CompletionEnteredInLedger'],
  'release-ownership-hold': ['OwnershipHoldReleased'],
  'unlock-account': ['UnlockedInIdentity'],
  'unlock-sessions': ['UnlockedInSession'],
  'hand-over-withdrawal': ['WithdrawalHandedOver'],
};

/** An answer counts only while its debt is owed: twice, late, too early, or of another attempt it changes nothing. */
export const settleDebt = (
  { data: { key, by, at } }: SettleDebt,
  cancellation: Cancellation,
): readonly CancellationEvent[] => {
  const debt = owed(cancellation).find((each) => each.key === key);
  if (debt === undefined || debt.type === 'ask-to-clear') return [];
  if (!settles[debt.type].includes(by.type) || debt.data.attempt !== by.data.attempt) return [];
  if (debt.notBefore !== undefined && Date.parse(at) < Date.parse(debt.notBefore)) return [];
  return withConsequences(cancellation, by, at);
};
