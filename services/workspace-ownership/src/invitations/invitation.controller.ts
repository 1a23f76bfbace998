import { Answers, personOf, type CallContext } from '@lethe/bus';
import {
  AcceptInvitation,
  InviteMember,
  ListInvitations,
  PreviewInvitation,
  ResendInvitation,
  RevokeInvitation,
  type InputOf,
} from '@lethe/contracts';
import { CALLS, CLOCK, DATABASE, JOURNAL, POOL, SEALING, SETTINGS, STORE, WAIT_FOR } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { acceptingInvitation } from './accepting-invitation.ts';
import { invitationsOf } from './invitations-of.ts';
import { previewOf } from './preview-of.ts';
import { resendingInvitation } from './resending-invitation.ts';
import { revokingInvitation } from './revoking-invitation.ts';
import { sendingInvitation } from './sending-invitation.ts';

@Controller()
export class InvitationController {
  constructor(
    @Inject(JOURNAL) readonly journal: WorkspaceOwnershipKit['journal'],
    @Inject(STORE) readonly store: WorkspaceOwnershipKit['store'],
    @Inject(CALLS) readonly calls: WorkspaceOwnershipKit['calls'],
    @Inject(SEALING) readonly sealing: WorkspaceOwnershipKit['sealing'],
    @Inject(DATABASE) readonly database: WorkspaceOwnershipKit['database'],
    @Inject(POOL) readonly pool: WorkspaceOwnershipKit['pool'],
    @Inject(CLOCK) readonly clock: WorkspaceOwnershipKit['clock'],
    @Inject(SETTINGS) readonly settings: WorkspaceOwnershipKit['settings'],
    @Inject(WAIT_FOR) readonly waitFor: WorkspaceOwnershipKit['waitFor'],
  ) {}

  @Answers(InviteMember)
  invite({ workspaceId, email, role }: InputOf<typeof InviteMember>, context: CallContext) {
    const sender = personOf(context);
    return sendingInvitation<never>(this, context, { workspaceId, sender, wanted: async () => ({ email, role }) });
  }

  @Answers(ResendInvitation)
  resend(input: InputOf<typeof ResendInvitation>, context: CallContext) {
    return resendingInvitation(this, context, { ...input, sender: personOf(context) });
  }

  @Answers(RevokeInvitation)
  revoke(input: InputOf<typeof RevokeInvitation>, context: CallContext) {
    return revokingInvitation(this, context.command, { ...input, by: personOf(context).accountId });
  }

  @Answers(ListInvitations)
  list(input: InputOf<typeof ListInvitations>, context: CallContext) {
    return invitationsOf(this, { ...input, by: personOf(context).accountId }, context.correlationId);
  }

  @Answers(PreviewInvitation)
  preview({ token }: InputOf<typeof PreviewInvitation>) {
    return previewOf(this, token);
  }

  @Answers(AcceptInvitation)
  accept({ token }: InputOf<typeof AcceptInvitation>, context: CallContext) {
    return acceptingInvitation(this, context, { token, accountId: personOf(context).accountId });
  }
}
