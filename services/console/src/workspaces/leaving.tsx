import type { ReactNode } from 'react';
import { leaveWorkspace } from '../api/generated/sdk.gen.ts';
import { useAction } from '../api/use-action.ts';
import { Confirmation } from '../forms/confirmation.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { useShownName } from './use-shown-name.ts';
import { workspaces } from './use-workspace.ts';
import type { Workspace } from './workspace.ts';
import { workspaceTexts } from './workspaces.texts.ts';

type Given = Readonly<{ workspace: Workspace; stay: () => void; ended: (what: string) => void }>;

/** By a member's own wish; the owner transfers first. */
export const Leaving = ({ workspace: { workspaceId, name }, stay, ended }: Given): ReactNode => {
  const texts = useTexts(workspaceTexts);
  const shown = useShownName()(name);
  const action = useAction(leaveWorkspace, {
    changes: [workspaces.queryKey],
    done: () => ended(texts.left(shown)),
  });
  return (
    <Confirmation
      what={texts.leaveWhat}
      act={texts.leave(shown)}
      keep={texts.stay}
      action={action}
      onAct={() => void action.run({ path: { workspaceId } })}
      onKeep={stay}
    />
  );
};
