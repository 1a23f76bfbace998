import { InviteStaff, mailboxOf } from '@lethe/contracts';
import { openCallsAsOperator } from './operator.ts';
import { UsageError } from './usage.ts';

/** ADM-1: there is no default account; the first administrator comes in by a link that works once. */
export const admin = async ([action, address, ...rest]: readonly string[]): Promise<void> => {
  if (action !== 'invite' || address === undefined || rest.length > 0)
    throw new UsageError('Say: lethe admin invite EMAIL');
  const mailbox = mailboxOf(address);
  if ('code' in mailbox) throw new UsageError(`That is not one email address: ${mailbox.code}.`);
  const operator = await openCallsAsOperator();
  try {
    const invitation = await operator.calls.ask(InviteStaff, { email: address.trim(), role: 'administrator' });
    if ('refused' in invitation) throw new Error(`The invitation was refused: ${invitation.refused}.`);
    process.stdout.write(
      `An administrator can take up this invitation once, until ${invitation.expiresAt}:\n  ${invitation.link}\n`,
    );
  } finally {
    await operator.close();
  }
};
