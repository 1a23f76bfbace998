import type { ReactNode } from 'react';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Leaving } from '../../workspaces/leaving.tsx';
import type { Workspace } from '../../workspaces/workspace.ts';
import { workspaceSettingsTexts } from './texts.ts';

type Given = Readonly<{ workspace: Workspace; ended: (what: string) => void }>;

/** The owner is told why not, and what comes first. */
export const LeaveRow = ({ workspace, ended }: Given): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const isOwner = workspace.role === 'owner';
  return (
    <SettingRow
      id="leave"
      name={texts.leave}
      value={isOwner ? texts.ownerCannotLeave : texts.leaveWhat}
      {...(isOwner ? {} : { action: texts.leaveAction })}
    >
      {(close) => <Leaving workspace={workspace} stay={close} ended={ended} />}
    </SettingRow>
  );
};
