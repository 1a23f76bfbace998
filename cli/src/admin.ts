import { InviteStaff } from '@lethe/contracts';
import { openCallsAsOperator } from './operator.ts';
import { UsageError } from './usage.ts';

/** ADM-1: there is no default account; the first administrator comes in by a link that works once. */
export const admin = async ([action, address, ...rest]: readonly string[]): Promise<void> => {
  if (action !== 'invite' || address === undefined || rest.length > 0)
    throw new UsageError('Say: lethe admin invite EMAIL');
  const email = InviteStaff.input.shape.email.safeParse(address);
  if (!email.success) throw new UsageError('That is no email address.');
  const operator = await openCallsAsOperator();
  try {
    const invitation = await operator.calls.ask(InviteStaff, { email: email.data, role: 'administrator' });
    if ('refused' in invitation) throw new Error(`The invitation was refused: ${invitation.refused}.`);
    process.stdout.write(
      `An administrator can take up this invitation once, until ${invitation.expiresAt}:\n  ${invitation.link}\n`,
    );
  } finally {
    await operator.close();
  }
};
