import { react, type Reaction } from '@lethe/bus';
import { SendMail, TellOwners } from '@lethe/contracts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { workspaceStream, type WorkspaceEvent } from '../workspaces/workspace.events.ts';
import { nameInMails } from '../workspaces/workspace-name.ts';

/** Both are told of a transfer (WS-2). An account that is gone by then has no address, and no mail goes out. */
export const tellOwners = ({ journal, calls }: WorkspaceOwnershipKit): Reaction =>
  react({
    ...TellOwners,
    handle: async ({ data: { workspaceId, from, to } }, { id, correlationId }) => {
      const name = lastNameIn(await journal.read<WorkspaceEvent>(workspaceStream(workspaceId)));
      const parameters = { workspaceName: nameInMails(name) };
      for (const [accountId, template] of [
        [to, 'ownership-received'],
        [from, 'ownership-given'],
      ] as const)
        await calls.ask(SendMail, { accountId, template, parameters }, { key: `${id}/${template}`, correlationId });
    },
  });

/** Not from its state: it may be closed by now. */
const lastNameIn = (history: readonly WorkspaceEvent[]): string => {
  const names = history.flatMap((event) =>
    event.type === 'WorkspaceCreated' || event.type === 'WorkspaceRenamed' ? [event.data.name] : [],
  );
  const name = names.at(-1);
  if (name === undefined) throw new Error('A workspace was transferred that was never created.');
  return name;
};
