import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { renameWorkspace } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { workspaces } from '../../workspaces/use-workspace.ts';
import { manages, workspacePlace, type Workspace } from '../../workspaces/workspace.ts';
import { workspaceSettingsTexts } from './texts.ts';

type Given = Readonly<{ workspace: Workspace }>;

/** The name, and who may change it (WS-7). */
export const NameRow = ({ workspace }: Given): ReactNode => {
  const texts = useTexts(workspaceSettingsTexts);
  const [isChanged, setChanged] = useState(false);
  const { role } = workspace;
  const name = useShownName()(workspace.name);
  const mayRename = manages(role);
  return (
    <SettingRow
      id="name"
      name={texts.name}
      value={
        <>
          <bdi>{name}</bdi>
          {!mayRename && (
            <Text size="xs" c="dimmed">
              {texts.whoRenames}
            </Text>
          )}
        </>
      }
      // A name that is gone went with its key: there is none to seal another one under.
      {...(mayRename && workspace.name !== null ? { action: texts.rename } : {})}
      result={isChanged ? texts.renamed(name) : undefined}
    >
      {(close) => (
        <NameForm
          workspace={workspace}
          close={close}
          changed={() => {
            setChanged(true);
            close();
          }}
        />
      )}
    </SettingRow>
  );
};

const NameForm = ({ workspace, close, changed }: Given & Readonly<Record<'close' | 'changed', () => void>>) => {
  const texts = useTexts(workspaceSettingsTexts);
  const { workspaceId, name: before } = workspace;
  const form = useKeptForm({
    name: `name-${workspaceId}`,
    initial: { name: before ?? '' },
    check: ({ name }) => ({ name: name.trim() === '' ? texts.enterName : undefined }),
  });
  const action = useAction(renameWorkspace, {
    changes: [workspacePlace(workspaceId), workspaces.queryKey],
    done: () => {
      form.sent();
      changed();
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ name: texts.newName }}
      onSubmit={(body) => void action.run({ path: { workspaceId }, body })}
    >
      <TextInput
        {...field(form, 'name')}
        label={texts.newName}
        description={texts.nameHelp}
        autoComplete="off"
        dir="auto"
      />
      <FormProblem />
      <Group>
        <SubmitButton>{texts.save}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keep}
        </Button>
      </Group>
    </Form>
  );
};
