import { isBefore, millisecondsBetween, refuse } from '@lethe/deciding';
import type { Cancellation, Confirmation } from '../cancellation/cancellation.ts';
import type { GrantUsed } from '../cancellation/request-cancellation.ts';

const repeatableMs = 24 * 60 * 60 * 1_000;

/**
 * CAN-6: for 24 hours a grant that confirmed, expired or not, or any other grant of the account that is valid now, gets
 * the same cancellation.
 * @returns undefined where the grant is valid and nothing is under way: this is a first confirmation.
 */
export const earlierConfirmation = (
  { confirmations }: Cancellation,
  { grantId, expiresAt }: Readonly<{ grantId: string; expiresAt: string }>,
  now: string,
): Confirmation | GrantUsed | undefined => {
  const isValid = isBefore(now, expiresAt);
  const own = confirmations.find((each) => each.grantId === grantId);
  const found = own ?? (isValid ? confirmations.find(({ withdrawnAt }) => withdrawnAt === null) : undefined);
  if (found === undefined) return isValid ? undefined : refuse('grant-invalid');
  return millisecondsBetween(found.confirmedAt, now) <= repeatableMs ? found : refuse('grant-invalid');
};
