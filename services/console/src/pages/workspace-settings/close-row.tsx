import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { closeWorkspace } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { paths, pathTo } from '../../paths.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { workspaces } from '../../workspaces/use-workspace.ts';
import type { Workspace } from '../../workspaces/workspace.ts';
import { workspaceSettingsTexts } from './texts.ts';

type Given = Readonly<{ workspace: Workspace; ended: (what: string) => void }>;

/** The end of a workspace (WS-4): by an owner who is alone in it; others are told what comes first. */
export const CloseRow = ({ workspace, ended }: Given): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const time = useTime();
  const { workspaceId, members } = workspace;
  const others = members - 1;
  return (
    <SettingRow
      id="close"
      name={texts.close}
      value={
        others === 0 ? (
          texts.closeWhat
        ) : (
          <>
            {texts.notWithMembers(time.number(others), others === 1)}{' '}
            <Anchor component={Link} to={pathTo(paths.members, { workspaceId })} underline="always">
              {texts.toMembers}
            </Anchor>
          </>
        )
      }
      {...(others === 0 ? { action: texts.closeAction } : {})}
    >
      {(close) => <CloseForm workspace={workspace} close={close} ended={ended} />}
    </SettingRow>
  );
};

/** The name is compared by the server, as people see it (W4). */
const CloseForm = ({ workspace, close, ended }: Given & Readonly<{ close: () => void }>) => {
  const texts = useTexts(workspaceSettingsTexts);
  const { workspaceId } = workspace;
  const name = useShownName()(workspace.name);
  const form = useKeptForm({
    name: `close-${workspaceId}`,
    initial: { typedName: '' },
    check: ({ typedName }) => ({ typedName: typedName.trim() === '' ? texts.typeIt : undefined }),
  });
  const action = useAction(closeWorkspace, {
    changes: [workspaces.queryKey],
    done: () => {
      form.sent();
      ended(texts.closed(name));
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ typedName: texts.name }}
      onSubmit={(body) => void action.run({ path: { workspaceId }, body })}
    >
      <Text>{texts.closeTickets}</Text>
      <TextInput
        {...field(form, 'typedName')}
        label={texts.typeName(name)}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
      />
      <FormProblem />
      <Group>
        <SubmitButton color="red">{texts.closeIt}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keepOpen}
        </Button>
      </Group>
    </Form>
  );
};
