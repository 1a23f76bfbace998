import type { Decider, Refusal } from '@lethe/deciding';
import { changeRole, type ChangeRole } from '../members/change-role.ts';
import { joinWorkspace, type JoinWorkspace } from '../members/join-workspace.ts';
import { leaveWorkspace, type LeaveWorkspace } from '../members/leave-workspace.ts';
import { removeMember, type RemoveMember } from '../members/remove-member.ts';
import { transferOwnership, type TransferOwnership } from '../ownership/transfer-ownership.ts';
import { closeWorkspace, type CloseWorkspace } from './close-workspace.ts';
import { createWorkspace, type CreateWorkspace } from './create-workspace.ts';
import { renameWorkspace, type RenameWorkspace } from './rename-workspace.ts';
import type { WorkspaceEvent } from './workspace.events.ts';
import { workspaceFold, type Workspace } from './workspace.ts';

type WorkspaceCommand =
  | CreateWorkspace
  | RenameWorkspace
  | JoinWorkspace
  | ChangeRole
  | RemoveMember
  | LeaveWorkspace
  | TransferOwnership
  | CloseWorkspace;

export const workspaceDecider: Decider<WorkspaceCommand, Workspace, WorkspaceEvent, Refusal> = {
  ...workspaceFold,
  decide: (command, workspace) => {
    switch (command.type) {
      case 'CreateWorkspace':
        return createWorkspace(command, workspace);
      case 'RenameWorkspace':
        return renameWorkspace(command, workspace);
      case 'JoinWorkspace':
        return joinWorkspace(command, workspace);
      case 'ChangeRole':
        return changeRole(command, workspace);
      case 'RemoveMember':
        return removeMember(command, workspace);
      case 'LeaveWorkspace':
        return leaveWorkspace(command, workspace);
      case 'TransferOwnership':
        return transferOwnership(command, workspace);
      case 'CloseWorkspace':
        return closeWorkspace(command, workspace);
    }
  },
};
