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
import { KIT } from '@lethe/service';
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
  constructor(@Inject(KIT) private readonly kit: WorkspaceOwnershipKit) {}

  @Answers(InviteMember)
  invite({ workspaceId, email, role }: InputOf<typeof InviteMember>, context: CallContext) {
    const by = personOf(context).accountId;
    return sendingInvitation<never>(this.kit, context, { workspaceId, by, wanted: async () => ({ email, role }) });
  }

  @Answers(ResendInvitation)
  resend(input: InputOf<typeof ResendInvitation>, context: CallContext) {
    return resendingInvitation(this.kit, context, { ...input, by: personOf(context).accountId });
  }

  @Answers(RevokeInvitation)
  revoke(input: InputOf<typeof RevokeInvitation>, context: CallContext) {
    return revokingInvitation(this.kit, context.command, { ...input, by: personOf(context).accountId });
  }

  @Answers(ListInvitations)
  list(input: InputOf<typeof ListInvitations>, context: CallContext) {
    return invitationsOf(this.kit, { ...input, by: personOf(context).accountId }, context.correlationId);
  }

  @Answers(PreviewInvitation)
  preview({ token }: InputOf<typeof PreviewInvitation>) {
    return previewOf(this.kit, token);
  }

  @Answers(AcceptInvitation)
  accept({ token }: InputOf<typeof AcceptInvitation>, context: CallContext) {
    return acceptingInvitation(this.kit, context, { token, accountId: personOf(context).accountId });
  }
}
