import { Box, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAccount } from '../../session/account.ts';
import { usePanel } from '../../settings/use-panel.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Instant } from '../../time/instant.tsx';
import { useTime } from '../../time/use-time.ts';
import { Leaving } from '../../workspaces/leaving.tsx';
import { MemberName, useNameOf } from '../../workspaces/member-name.tsx';
import { manages, type Member, type Workspace } from '../../workspaces/workspace.ts';
import { roleTexts } from '../../workspaces/workspaces.texts.ts';
import { MemberPanel } from './member-panel.tsx';
import { membersTexts } from './texts.ts';

/** What was done: to somebody who is still in the list, or to somebody who is not. */
export type Said = Readonly<{ accountId?: string; what: string }>;

type Given = Readonly<{
  member: Member;
  workspace: Workspace;
  said: string | undefined;
  changed: (what: string) => void;
  removed: (what: string) => void;
  ended: (what: string) => void;
}>;

/** One member, and what one may do about them in a row below. */
export const MemberRow = ({ member, workspace, said, changed, removed, ended }: Given): ReactNode => {
  const texts = useTexts(membersTexts);
  const roles = useTexts(roleTexts);
  const time = useTime();
  const nameOf = useNameOf();
  const { accountId, username, role, joinedAt } = member;
  const { isOpen, toggle, close, button, panel } = usePanel(accountId);
  const isMe = useAccount().data?.accountId === accountId;
  const mayAct = role !== 'owner' && (isMe || manages(workspace.role));
  const label = isMe ? texts.leave : texts.changeOf(nameOf(username));
  return (
    <>
      <tr>
        <td>
          <Text fw={600}>
            <MemberName accountId={accountId} username={username} />
          </Text>
          <Text hiddenFrom="sm" size="xs" c="dimmed">
            {roles[role]}, {texts.joinedOn(time.date(joinedAt))}
          </Text>
          <div role="status">{said}</div>
        </td>
        <Box component="td" visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>
          {roles[role]}
        </Box>
        <Box component="td" visibleFrom="sm">
          <Instant at={joinedAt} as="date" />
        </Box>
        <Box component="td" ta="end">
          {mayAct && (
            <Button
              ref={button}
              variant="default"
              size="xs"
              aria-expanded={isOpen}
              aria-controls={`panel-${accountId}`}
              aria-label={label}
              onClick={toggle}
            >
              {isMe ? texts.leave : texts.change}
            </Button>
          )}
        </Box>
      </tr>
      {mayAct && (
        <tr hidden={!isOpen}>
          <td colSpan={4}>
            <div ref={panel} id={`panel-${accountId}`}>
              {isOpen && isMe && <Leaving workspace={workspace} stay={close} ended={ended} />}
              {isOpen && !isMe && (
                <MemberPanel
                  {...{ member, close, removed }}
                  workspaceId={workspace.workspaceId}
                  changed={(what) => {
                    changed(what);
                    close();
                  }}
                />
              )}
            </div>
          </td>
        </tr>
      )}
    </>
  );
};
