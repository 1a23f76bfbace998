import { CallFault, react, type Reaction } from '@lethe/bus';
import { SendMail, TellOwners } from '@lethe/contracts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { nameInMails } from '../workspaces/workspace-name.ts';
import { readHeads } from '../workspaces/workspaces.ts';

/**
 * Both are told of a transfer (WS-2); of a workspace that is closed by now, without its name (WS-7). An account that is gone by
 * then has no address, and no mail goes out.
 */
export const tellOwners = ({ journal, calls }: WorkspaceOwnershipKit): Reaction =>
  react({
    ...TellOwners,
    handle: async ({ data: { workspaceId, from, to } }, { id, correlationId }) => {
      const head = (await readHeads(journal, [workspaceId])).get(workspaceId);
      const parameters = head?.status === 'open' ? nameInMails(head.name) : {};
      for (const [accountId, template] of [
        [to, 'ownership-received'],
        [from, 'ownership-given'],
      ] as const)
        try {
          await calls.ask(SendMail, { accountId, template, parameters }, { key: `${id}/${template}`, correlationId });
        } catch (error) {
          if (!isMailedAlready(error)) throw error;
        }
    },
  });

/** The same mail, with another name: it was given a new one, or lost it, since. */
const isMailedAlready = (error: unknown): boolean => error instanceof CallFault && error.fault === 'command-reused';
