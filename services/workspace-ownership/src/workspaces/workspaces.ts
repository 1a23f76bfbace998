import type { FromSnapshot, Journal } from '@lethe/journal';
import type { OwnershipUnit, WorkspaceOwnershipEvent } from '../workspace-ownership-kit.ts';
import { workspaceStream } from './workspace.events.ts';
import { workspaceFold, type Workspace } from './workspace.ts';

/** The stream grows with everybody who comes and goes. */
const fromSnapshot: FromSnapshot = { fold: 'workspace', version: 1, every: 20, opens: true };

export const loadWorkspace = (unit: OwnershipUnit, workspaceId: string): Promise<Workspace> =>
  unit.load(workspaceStream(workspaceId), workspaceFold, fromSnapshot);

export const readWorkspace = (journal: Journal<WorkspaceOwnershipEvent>, workspaceId: string): Promise<Workspace> =>
  journal.state(workspaceStream(workspaceId), workspaceFold, fromSnapshot);
