import { Text } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useRead } from '../../api/use-read.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { MemberName } from '../../workspaces/member-name.tsx';
import { ownerOf, type Workspace } from '../../workspaces/workspace.ts';
import { workspaceSettingsTexts } from './texts.ts';

const TransferForm = lazy(async () => ({ default: (await import('./transfer-form.tsx')).TransferForm }));

/** Who owns it, and giving it to another member (WS-2). */
export const OwnerRow = ({ workspace }: Readonly<{ workspace: Workspace }>): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const [said, setSaid] = useState<string>();
  const owner = useRead(ownerOf(workspace.workspaceId));
  const isOwner = workspace.role === 'owner';
  return (
    <SettingRow
      id="transfer"
      name={texts.owner}
      value={
        <Shown read={owner} skeleton={<Text>…</Text>}>
          {({ members: [member] }) => (
            <>
              {member !== undefined && <MemberName accountId={member.accountId} username={member.username} />}
              {!isOwner && (
                <Text size="xs" c="dimmed">
                  {texts.whoTransfers}
                </Text>
              )}
            </>
          )}
        </Shown>
      }
      {...(isOwner ? { action: texts.transfer } : {})}
      result={said}
    >
      {(close) => (
        <Suspense>
          <TransferForm
            workspace={workspace}
            close={close}
            transferred={(what) => {
              setSaid(what);
              close();
            }}
          />
        </Suspense>
      )}
    </SettingRow>
  );
};
