import { Answers, type CallContext } from '@lethe/bus';
import { AcceptStaffInvitation, InviteStaff, ReadObjections, ReadStaffRole, type InputOf } from '@lethe/contracts';
import { idFrom } from '@lethe/journal';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { waitingFor } from '../account/email-claim.ts';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity.kit.ts';
import { accepting } from './accepting.service.ts';
import { invitationDecider, inviteStaff } from './invitation.decider.ts';
import { isLastAdministrator, rosterStream } from './roster.ts';
import { rosterDecider } from './roster.decider.ts';
import { invitationStream, invitationSubject } from './invitation.ts';
import { tokenHashOf, tokenOf } from './invitation-token.ts';

/** ADM-1: staff come by invitation alone; there is no default account. */
@Controller()
export class StaffController {
  private readonly accepting: ReturnType<typeof accepting>;

  constructor(
    @Inject(KIT) private readonly kit: IdentityKit,
    @Inject(PASSWORDS) passwords: Passwords,
  ) {
    this.accepting = accepting(kit, passwords);
  }

  @Answers(InviteStaff)
  invite({ email, role }: InputOf<typeof InviteStaff>, { command }: CallContext) {
    const { journal, clock } = this.kit;
    const invitationId = idFrom(command.id, 'invitation');
    const token = tokenOf(this.kit, command.id, invitationId);
    const stream = invitationStream(invitationId);
    return journal.handle(
      { ...command, subject: invitationSubject(invitationId) },
      async (unit) => {
        const invitation = await unit.load(stream, invitationDecider);
        const data = { invitationId, email, role, tokenHash: tokenHashOf(this.kit, token), at: clock() };
        unit.record(stream, inviteStaff({ type: 'InviteStaff', data }, invitation));
        unit.take(waitingFor(this.kit, 'invited-email', email, invitationId));
      },
      ([event]) => {
        if (event?.type !== 'StaffInvited') throw new Error('The invitation was not recorded.');
        return { invitationId, token, expiresAt: event.data.expiresAt };
      },
    );
  }

  @Answers(ReadObjections)
  async readObjections({ accountId }: InputOf<typeof ReadObjections>) {
    const roster = await this.kit.journal.state(rosterStream, rosterDecider);
    return { lastAdministrator: isLastAdministrator(roster, accountId) };
  }

  /** Whoever is suspended is nobody to give work to. */
  @Answers(ReadStaffRole)
  async readRole({ accountId }: InputOf<typeof ReadStaffRole>) {
    const member = (await this.kit.journal.state(rosterStream, rosterDecider)).get(accountId);
    return { role: member === undefined || member.suspended ? null : member.role };
  }

  @Answers(AcceptStaffInvitation)
  accept(input: InputOf<typeof AcceptStaffInvitation>, context: CallContext) {
    return this.accepting(input, context);
  }
}
