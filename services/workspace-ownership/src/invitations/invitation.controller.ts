import { Answers, personOf, type CallContext } from '@lethe/bus';
import { AcceptInvitation, InviteMember, type InputOf } from '@lethe/contracts';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { acceptingInvitation } from './accepting-invitation.ts';
import { sendingInvitation } from './sending-invitation.ts';

@Controller()
export class InvitationController {
  constructor(@Inject(KIT) private readonly kit: WorkspaceOwnershipKit) {}

  @Answers(InviteMember)
  invite(input: InputOf<typeof InviteMember>, context: CallContext) {
    return sendingInvitation(this.kit, context, { ...input, by: personOf(context).accountId });
  }

  @Answers(AcceptInvitation)
  accept({ token }: InputOf<typeof AcceptInvitation>, context: CallContext) {
    return acceptingInvitation(this.kit, context.command, { token, accountId: personOf(context).accountId });
  }
}
