import { Anchor, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { paths, pathTo } from '../../paths.ts';
import { SettingRow, SettingRows } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import type { Workspace } from '../../workspaces/workspace.ts';
import { WorkspacePage } from '../../workspaces/workspace-page.tsx';
import { CloseRow } from './close-row.tsx';
import { LeaveRow } from './leave-row.tsx';
import { NameRow } from './name-row.tsx';
import { OwnerRow } from './owner-row.tsx';
import { workspaceSettingsTexts } from './texts.ts';

/** A workspace's name and owner, and how it ends (WS-2, WS-4, WS-7). */
export const Page = (): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  return (
    <WorkspacePage title={texts.title}>
      {(workspace, ended) => (
        <>
          <SettingRows>
            <NameRow workspace={workspace} />
            <OwnerRow workspace={workspace} />
            <MembersRow workspace={workspace} />
            <SettingRow id="created" name={texts.created} value={<Instant at={workspace.createdAt} as="date" />} />
          </SettingRows>
          <Title order={2}>{texts.end}</Title>
          <SettingRows>
            <LeaveRow workspace={workspace} ended={ended} />
            {workspace.role === 'owner' && <CloseRow workspace={workspace} ended={ended} />}
          </SettingRows>
        </>
      )}
    </WorkspacePage>
  );
};

const MembersRow = ({ workspace: { workspaceId, members } }: Readonly<{ workspace: Workspace }>): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const time = useTime();
  return (
    <SettingRow
      id="members"
      name={texts.members}
      value={
        <Anchor component={Link} to={pathTo(paths.members, { workspaceId })} underline="always">
          {texts.inAll(time.number(members))}
        </Anchor>
      }
    />
  );
};
