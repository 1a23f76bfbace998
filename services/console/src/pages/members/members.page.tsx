import { Alert, Stack, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { manages, type Workspace } from '../../workspaces/workspace.ts';
import { WorkspacePage } from '../../workspaces/workspace-page.tsx';
import { Invite } from './invite.tsx';
import { InvitationList } from './invitation-list.tsx';
import { MemberList } from './member-list.tsx';
import { membersTexts } from './texts.ts';

/** Who is in a workspace, and who is invited (WS-5). */
export const Page = (): ReactNode => {
  const texts = useTexts(membersTexts);
  return (
    <WorkspacePage title={texts.title} wide>
      {(workspace, ended) =>
        manages(workspace.role) ? (
          <ForManagers workspace={workspace} ended={ended} />
        ) : (
          <ForMembers workspace={workspace} ended={ended} />
        )
      }
    </WorkspacePage>
  );
};

type Given = Readonly<{ workspace: Workspace; ended: (what: string) => void }>;

const ForManagers = ({ workspace, ended }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const [part, setPart] = useSearch('part');
  return (
    <Stack gap="lg">
      <Invite workspace={workspace} />
      <Tabs
        value={part === 'invitations' ? part : 'members'}
        onChange={(next) => setPart(next === 'invitations' ? next : undefined)}
        keepMounted={false}
      >
        <Tabs.List aria-label={texts.parts}>
          <Tabs.Tab value="members">{texts.title}</Tabs.Tab>
          <Tabs.Tab value="invitations">{texts.invitations}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members" pt="md">
          <MemberList workspace={workspace} ended={ended} />
        </Tabs.Panel>
        <Tabs.Panel value="invitations" pt="md">
          <InvitationList workspaceId={workspace.workspaceId} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
};

/** Whoever follows a link to the invitations is told who sees them. */
const ForMembers = ({ workspace, ended }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const [part] = useSearch('part');
  return (
    <Stack gap="lg">
      {part === 'invitations' && (
        <Alert color="yellow" variant="outline">
          {texts.notYours}
        </Alert>
      )}
      <MemberList workspace={workspace} ended={ended} />
    </Stack>
  );
};
