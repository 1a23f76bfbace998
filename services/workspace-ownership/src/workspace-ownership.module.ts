import { Module } from '@nestjs/common';
import { InvitationController } from './invitations/invitation.controller.ts';
import { MemberController } from './members/member.controller.ts';
import { OwnershipController } from './ownership/ownership.controller.ts';
import { WorkspaceController } from './workspaces/workspace.controller.ts';

/** Every handler of a call to the service. It stands beside a `KitModule`, which gives them what they inject. */
@Module({ controllers: [WorkspaceController, MemberController, OwnershipController, InvitationController] })
export class WorkspaceOwnershipModule {}
