import { Answers, type CallContext } from '@lethe/bus';
import {
  AcceptStaffInvitation,
  ChangeStaffRole,
  InviteStaff,
  isShredded,
  ListStaff,
  ListStaffInvitations,
  PreviewStaffInvitation,
  ReadObjections,
  ReadStaffRole,
  RemoveStaff,
  RevokeStaffInvitation,
  type InputOf,
} from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CALLS, CLOCK, DATABASE, JOURNAL, LOG, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { PASSWORDS, type Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { accepting } from './accepting.service.ts';
import { invitationBehind, revokeInvitation } from './invitation.decider.ts';
import { invitationFold } from './invitation.ts';
import { readToken, tokenHashOf } from './invitation-token.ts';
import { inviting } from './inviting.service.ts';
import { listInvitations, listStaff } from './listing.service.ts';
import { reassigning } from './reassigning.service.ts';
import { isLastAdministrator, rosterFold } from './roster.ts';
import { invitationStream } from './invitation.events.ts';
import { rosterStream } from './roster.events.ts';

/** ADM-1: staff come by invitation alone; there is no default account. */
@Controller()
export class StaffController {
  private readonly inviting: ReturnType<typeof inviting>;
  private readonly accepting: ReturnType<typeof accepting>;
  private readonly reassigning: ReturnType<typeof reassigning>;

  constructor(
    @Inject(JOURNAL) readonly journal: IdentityKit['journal'],
    @Inject(CALLS) readonly calls: IdentityKit['calls'],
    @Inject(SEALING) readonly sealing: IdentityKit['sealing'],
    @Inject(DATABASE) readonly database: IdentityKit['database'],
    @Inject(CLOCK) readonly clock: IdentityKit['clock'],
    @Inject(SETTINGS) readonly settings: IdentityKit['settings'],
    @Inject(LOG) readonly logger: IdentityKit['logger'],
    @Inject(PASSWORDS) passwords: Passwords,
  ) {
    this.inviting = inviting(this);
    this.accepting = accepting(this, passwords);
    this.reassigning = reassigning(this);
  }

  @Answers(ListStaff)
  list(input: InputOf<typeof ListStaff>) {
    return listStaff(this, input);
  }

  @Answers(InviteStaff)
  invite(input: InputOf<typeof InviteStaff>, context: CallContext) {
    return this.inviting(input, context);
  }

  @Answers(ListStaffInvitations)
  invitations(input: InputOf<typeof ListStaffInvitations>) {
    return listInvitations(this, input);
  }

  @Answers(RevokeStaffInvitation)
  revoke({ invitationId }: InputOf<typeof RevokeStaffInvitation>, { command }: CallContext) {
    const stream = invitationStream(invitationId);
    return this.journal.handle(
      command,
      async (unit) => {
        const invitation = await unit.load(stream, invitationFold);
        const decision = revokeInvitation({ type: 'RevokeInvitation', data: { at: this.clock() } }, invitation);
        if (isRefusal(decision)) return decision;
        unit.record(stream, decision);
        unit.releaseAll(invitationId);
        return undefined;
      },
      () => ({}),
    );
  }

  @Answers(PreviewStaffInvitation)
  async preview({ token }: InputOf<typeof PreviewStaffInvitation>) {
    const { journal, clock } = this;
    const invitationId = readToken(token);
    if (invitationId === undefined) return refuse('invitation-unknown');
    const invitation = await journal.state(invitationStream(invitationId), invitationFold);
    const roster = await journal.state(rosterStream, rosterFold);
    const open = invitationBehind(invitation, { tokenHash: tokenHashOf(this, token), roster, at: clock() });
    if (open === undefined || isShredded(open.email)) return refuse('invitation-unknown');
    const { email, role, expiresAt } = open;
    return { email, role, expiresAt };
  }

  @Answers(ChangeStaffRole)
  changeRole(input: InputOf<typeof ChangeStaffRole>, context: CallContext) {
    return this.reassigning(input, context);
  }

  @Answers(RemoveStaff)
  remove({ accountId }: InputOf<typeof RemoveStaff>, context: CallContext) {
    return this.reassigning({ accountId, role: null }, context);
  }

  @Answers(ReadObjections)
  async readObjections({ accountId }: InputOf<typeof ReadObjections>) {
    const roster = await this.journal.state(rosterStream, rosterFold);
    return { lastAdministrator: isLastAdministrator(roster, accountId) };
  }

  /** Whoever is suspended is nobody to give work to. */
  @Answers(ReadStaffRole)
  async readRole({ accountId }: InputOf<typeof ReadStaffRole>) {
    const member = (await this.journal.state(rosterStream, rosterFold)).get(accountId);
    return { role: member === undefined || member.suspended ? null : member.role };
  }

  @Answers(AcceptStaffInvitation)
  accept(input: InputOf<typeof AcceptStaffInvitation>, context: CallContext) {
    return this.accepting(input, context);
  }
}
