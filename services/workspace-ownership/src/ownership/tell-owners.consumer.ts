import { react, type Reaction } from '@lethe/bus';
import { OwnershipTransferred, SendMail } from '@lethe/contracts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { workspaceStream, type WorkspaceEvent } from '../workspaces/workspace.events.ts';

/** Both are told of a transfer (WS-2). An account that is gone by then has no address, and no mail goes out. */
export const tellOwners = ({ journal, calls }: WorkspaceOwnershipKit): Reaction =>
  react({
    purpose: 'tell-owners',
    to: OwnershipTransferred,
    from: 'workspace-ownership',
    handle: async ({ data: { workspaceId, from, to } }, { id, correlationId }) => {
      const [created] = await journal.read<WorkspaceEvent>(workspaceStream(workspaceId));
      if (created?.type !== 'WorkspaceCreated') throw new Error('A workspace was transferred that was never created.');
      const parameters = { workspaceName: created.data.name };
      for (const [accountId, template] of [
        [to, 'ownership-received'],
        [from, 'ownership-given'],
      ] as const)
        await calls.ask(SendMail, { accountId, template, parameters }, { key: `${id}/${template}`, correlationId });
    },
  });
