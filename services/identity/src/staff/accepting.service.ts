import type { CallContext } from '@lethe/bus';
import { isShredded, type AcceptStaffInvitation, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { LookUpTaken } from '@lethe/event-store';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import { openAccount } from '../account/open-account.ts';
import { invited } from '../credential/asker.ts';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { acceptInvitation } from './invitation.decider.ts';
import { invitationFold, invitationSubject } from './invitation.ts';
import { readToken, tokenHashOf } from './invitation-token.ts';
import { joinStaff } from './roster.decider.ts';
import { rosterFold } from './roster.ts';
import { invitationStream } from './invitation.events.ts';
import { rosterStream } from './roster.events.ts';

type Input = InputOf<typeof AcceptStaffInvitation>;

const unknown = refuse('invitation-unknown');

/** ADM-1: whoever holds the link chooses a password, and is staff with the role of the invitation. */
export const accepting = (kit: Pick<IdentityKit, 'journal' | 'sealing' | 'clock'>, passwords: Passwords) => {
  const { journal, clock } = kit;

  const accept = async (unit: Unit<IdentityEvent>, input: Input, invitationId: string, accountId: string) => {
    const stream = invitationStream(invitationId);
    const invitation = await unit.load(stream, invitationFold);
    const at = clock();
    const roster = await unit.load(rosterStream, rosterFold);
    const data = { tokenHash: tokenHashOf(kit, input.token), accountId, roster, at };
    const accepted = acceptInvitation({ type: 'AcceptInvitation', data }, invitation);
    if (isRefusal(accepted)) return accepted;
    if (invitation.status !== 'open' || isShredded(invitation.email)) return unknown;
    const { email, role } = invitation;
    const { username, password, language = null, timeZone = null } = input;
    const weak = await passwords.weakness(password, { email, username }, invited(invitationId));
    if (weak !== undefined) return weak;
    unit.record(stream, accepted);
    const passwordHash = await passwords.hash(password, invited(invitationId));
    const account = { accountId, kind: 'local', email, username, passwordHash, staffRole: role, at } as const;
    await openAccount(kit, unit, account, { language, timeZone });
    unit.record(rosterStream, joinStaff({ type: 'JoinStaff', data: { accountId, role, at } }, roster));
    unit.releaseAll(invitationId);
    return undefined;
  };

  return async (input: Input, { command }: CallContext) => {
    const invitationId = readToken(input.token);
    if (invitationId === undefined) return unknown;
    const accountId = idFrom(command.id, 'account');
    const subject = invitationSubject(invitationId);
    try {
      const work = (unit: Unit<IdentityEvent>) => accept(unit, input, invitationId, accountId);
      return await journal.handle({ ...command, subject }, work, acceptedIn);
    } catch (error) {
      if (error instanceof LookUpTaken) return refuse('email-taken');
      throw error;
    }
  };
};

const acceptedIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type !== 'StaffInvitationAccepted') throw new Error('The acceptance was not recorded.');
  return { accountId: event.data.accountId };
};
