import type { CallContext } from '@lethe/bus';
import { normalisedEmail, type InputOf, type InviteStaff, type StaffRole } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded } from '@lethe/journal';
import { accountFold } from '../account/account.ts';
import { preferencesOf } from '../account/change-preferences.ts';
import { waitingFor } from '../account/email-claim.ts';
import type { IdentityEvent, MailingKit } from '../identity-kit.ts';
import { handOver } from '../mailing.ts';
import { codeSends, type AdmitCode } from '../verification/code-sends.service.ts';
import { inviteStaff } from './invitation.decider.ts';
import { tokenHashOf, tokenOf } from './invitation-token.ts';
import { invitationFold, invitationSubject } from './invitation.ts';
import { accountStream } from '../account/account.events.ts';
import { invitationStream } from './invitation.events.ts';

/**
 * ADM-1: one link, for seven days. An administrator's invitation is mailed; the operator's link is printed, so that the
 * first administrator comes also where no mail server is set up yet.
 */
export const inviting = (kit: MailingKit) => {
  const { journal, clock, settings } = kit;
  const sends = codeSends(kit);
  const capsOf = cappingOf(kit);
  const origin = settings.LETHE_PUBLIC_URL.replace(/\/$/, '');
  return async ({ email, role }: InputOf<typeof InviteStaff>, context: CallContext) => {
    const { command, caller } = context;
    const invitationId = idFrom(command.id, 'invitation');
    const token = tokenOf(kit, command.id, invitationId);
    const stream = invitationStream(invitationId);
    const record = (admit: AdmitCode) =>
      journal.handle(
        { ...command, subject: invitationSubject(invitationId) },
        async (unit) => {
          const retryAt = await admit(capsOf(email, context));
          if (retryAt !== undefined) return refuse('too-many-invitations', { retryAt });
          const invitation = await unit.load(stream, invitationFold);
          const own = { invitationId, email, role, tokenHash: tokenHashOf(kit, token), at: clock() };
          const data = caller.kind === 'person' ? { ...own, by: caller.accountId } : own;
          unit.record(stream, inviteStaff({ type: 'InviteStaff', data }, invitation));
          unit.take(waitingFor(kit, 'invited-email', email, invitationId));
          return undefined;
        },
        expiryIn,
      );
    const invited = await sends.counting(command.id, record);
    if (isRefusal(invited)) return invited;
    const answer = { invitationId, token, link: `${origin}/staff/accept#${token}`, ...invited };
    await mailed(kit, { ...answer, address: email, role }, context);
    return answer;
  };
};

/** ID-7: every mail that a person can cause has a cap, by who sends it and by who gets it. The operator's is printed. */
const cappingOf = (kit: MailingKit) => {
  const most = kit.settings.LETHE_IDENTITY_INVITATIONS_PER_HOUR;
  return (email: string, { caller }: CallContext) =>
    caller.kind === 'person'
      ? [
          { kind: 'inviter', value: caller.accountId, most } as const,
          { kind: 'invited', value: normalisedEmail(email), most } as const,
        ]
      : [];
};

type Invited = Readonly<{ invitationId: string; address: string; role: StaffRole; link: string; expiresAt: string }>;

/** In the language of whoever invites: of the other one nothing is known yet. */
const mailed = async (kit: MailingKit, { invitationId, address, ...parameters }: Invited, context: CallContext) => {
  const { caller } = context;
  if (caller.kind !== 'person') return;
  const inviter = await kit.journal.state(accountStream(caller.accountId), accountFold);
  const { language } = inviter.status === 'unregistered' ? { language: null } : preferencesOf(inviter);
  const { link, role, expiresAt } = parameters;
  const mail = { invitationId, address, template: 'staff-invitation', parameters: { link, role, expiresAt } } as const;
  await handOver(kit, language === null ? mail : { ...mail, language }, context);
};

const expiryIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type !== 'StaffInvited') throw new Error('The invitation was not recorded.');
  return { expiresAt: event.data.expiresAt };
};
