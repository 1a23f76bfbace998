import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { changeUsername } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { account } from '../../session/account.ts';
import { SettingRow } from '../../settings/setting-row.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { PanelButtons } from './panel-buttons.tsx';
import { accountInformationTexts } from './texts.ts';

/** The username, and its panel. */
export const UsernameRow = ({ username }: Readonly<{ username: string }>): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const [isChanged, setChanged] = useState(false);
  return (
    <SettingRow
      id="username"
      name={texts.username}
      value={<bdi>{username}</bdi>}
      action={texts.changeUsername}
      result={isChanged ? texts.changed(username) : undefined}
    >
      {(close) => (
        <UsernameForm
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

const UsernameForm = ({ close, changed }: Readonly<{ close: () => void; changed: () => void }>): ReactNode => {
  const texts = useTexts(accountInformationTexts);
  const form = useKeptForm({
    name: 'username',
    initial: { username: '' },
    check: ({ username }) => ({ username: username.trim() === '' ? texts.enterUsername : undefined }),
  });
  const action = useAction(changeUsername, {
    changes: [account.queryKey],
    done: () => {
      form.sent();
      changed();
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ username: texts.newUsername }}
      onSubmit={(values) => void action.run({ body: values })}
    >
      <TextInput
        {...field(form, 'username')}
        label={texts.newUsername}
        description={texts.usernameHelp}
        autoComplete="nickname"
        dir="auto"
      />
      <FormProblem />
      <PanelButtons save={texts.save} close={close} />
    </Form>
  );
};
