import { Button, Group, List, Text, TextInput } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { changePassword } from '../../../api/generated/sdk.gen.ts';
import { useAction } from '../../../api/use-action.ts';
import { field, Form, FormProblem, PasswordField, SubmitButton } from '../../../forms/form.tsx';
import { useKeptForm } from '../../../forms/use-kept-form.ts';
import { NewPasswordField, useWrongPassword } from '../../../passwords/new-password.tsx';
import type { Lengths } from '../../../passwords/password-hint.ts';
import type { Account } from '../../../session/account.ts';
import { sessionTexts } from '../../../session/session.texts.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { securityTexts } from '../texts.ts';

type Given = Readonly<{
  account: Account;
  passwords: Lengths;
  others: number | undefined;
  changed: () => void;
  close: () => void;
}>;

/** The current password, the new one, and the second factor where this session has to give it (ID-3, SES-7). */
export const PasswordForm = ({ account, passwords, others, changed, close }: Given): ReactNode => {
  const texts = { ...useTexts(sessionTexts), ...useTexts(securityTexts) };
  const { form, action, needsCode } = useChangingPassword(passwords, changed);
  return (
    <Form
      form={form}
      action={action}
      labels={{ currentPassword: texts.currentPassword, password: texts.newPassword, factorCode: texts.code }}
      onSubmit={action.submit}
    >
      <input type="hidden" name="username" autoComplete="username" value={account.email} />
      <PasswordField
        {...field(form, 'currentPassword')}
        label={texts.currentPassword}
        autoComplete="current-password"
      />
      <NewPasswordField {...field(form, 'password')} label={texts.newPassword} passwords={passwords} owner={account} />
      {needsCode && (
        <TextInput
          {...field(form, 'factorCode')}
          label={texts.code}
          description={texts.codeHelp}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
      <Consequences address={account.email} others={others} />
      <FormProblem />
      <Group>
        <SubmitButton>{texts.change}</SubmitButton>
        <Button variant="subtle" color="gray" onClick={close}>
          {texts.keepPassword}
        </Button>
      </Group>
    </Form>
  );
};

const useChangingPassword = (passwords: Lengths, changed: () => void) => {
  const texts = { ...useTexts(sessionTexts), ...useTexts(securityTexts) };
  const wrongPassword = useWrongPassword(passwords);
  const [needsCode, setNeedsCode] = useState(false);
  const form = useKeptForm({
    name: 'password',
    initial: { currentPassword: '', password: '', factorCode: '' },
    secrets: ['currentPassword', 'password', 'factorCode'],
    check: ({ currentPassword, password, factorCode }) => ({
      currentPassword: currentPassword === '' ? texts.enterCurrent : undefined,
      password: wrongPassword(password),
      factorCode: needsCode && factorCode.trim() === '' ? texts.enterCode : undefined,
    }),
  });
  const action = useAction(changePassword, { done: changed });
  const { problem } = action;
  if (problem?.code === 'second-factor-required' && !needsCode) setNeedsCode(true);
  const isWrong = problem?.code === 'credentials-wrong';
  useEffect(() => {
    if (isWrong) form.refuse({ currentPassword: texts.notCurrent });
    // Once for each answer; the form itself changes with each key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
  const submit = ({ currentPassword, password, factorCode }: typeof form.values): void => {
    const second = needsCode ? { factorCode: factorCode.trim() } : {};
    void action.run({ body: { currentPassword, password, ...second } });
  };
  return {
    form,
    needsCode,
    action: { isRunning: action.isRunning, problem: isWrong ? undefined : problem, submit },
  };
};

const Consequences = ({ address, others }: Readonly<{ address: string; others: number | undefined }>): ReactNode => {
  const texts = useTexts(securityTexts);
  return (
    <div>
      <Text>{texts.thenHappens}</Text>
      <List>
        {others !== undefined && <List.Item>{texts.othersEndThen(others)}</List.Item>}
        <List.Item>{texts.weTell(address)}</List.Item>
      </List>
    </div>
  );
};
