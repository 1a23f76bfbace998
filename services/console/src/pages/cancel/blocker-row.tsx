import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Blocker } from '../../api/generated/types.gen.ts';
import { useChanged } from '../../api/use-read.ts';
import { paths } from '../../paths.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { isPage } from '../known.ts';
import { CloseForm } from './close-form.tsx';
import { preCheck } from './pre-check.ts';
import { cancelTexts } from './texts.ts';
import { TransferForm } from './transfer-form.tsx';

type Given = Readonly<{ blocker: Blocker; settled: (what: string) => void }>;

/** One thing that stands in the way, and what removes it. */
export const BlockerRow = ({ blocker, settled }: Given): ReactNode =>
  blocker.workspaceId === null ? (
    <LastAdministrator />
  ) : (
    <OwnedWorkspace blocker={blocker} workspaceId={blocker.workspaceId} settled={settled} />
  );

const OwnedWorkspace = ({
  blocker: { workspaceName, onlyMember },
  workspaceId,
  settled,
}: Given & Readonly<{ workspaceId: string }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const name = useShownName()(workspaceName);
  const isAlone = onlyMember === true;
  return (
    <SettingRow
      id={workspaceId}
      name={name}
      value={isAlone ? texts.ownerAlone : texts.ownerWithMembers}
      action={isAlone ? texts.closeWorkspace : texts.transfer}
    >
      {(close) => {
        const settle = (what: string): void => {
          close();
          settled(what);
        };
        const given = { workspaceId, name, close, settled: settle };
        return isAlone ? <CloseForm {...given} /> : <TransferForm {...given} />;
      }}
    </SettingRow>
  );
};

const LastAdministrator = (): ReactNode => {
  const texts = useTexts(cancelTexts);
  const changed = useChanged();
  return (
    <SettingRow
      id="last-administrator"
      name={texts.lastAdministrator}
      value={
        <Stack gap={4}>
          <Text>{texts.lastAdministratorHelp}</Text>
          <span>
            {isPage(paths.adminStaff) ? (
              <Anchor component={Link} to={paths.adminStaff}>
                {texts.toStaff}
              </Anchor>
            ) : (
              <Anchor component="button" type="button" onClick={() => void changed(preCheck.queryKey)}>
                {texts.checkAgain}
              </Anchor>
            )}
          </span>
        </Stack>
      }
    />
  );
};
