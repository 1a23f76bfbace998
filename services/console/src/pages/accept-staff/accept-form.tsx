import { Anchor, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { acceptStaffInvitation, readService, signIn } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { reading, useChanged, useRead } from '../../api/use-read.ts';
import { field, Form, FormProblem, PasswordField, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { paths } from '../../paths.ts';
import { account } from '../../session/account.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { zoneOfBrowser } from '../../time/use-time.ts';
import { acceptStaffTexts } from './texts.ts';

const service = reading(['service'], () => readService());

type Given = Readonly<{
  token: string;
  email: string;
  made: (made: Readonly<{ isSignedIn: boolean }>) => void;
}>;

/** Name and password; then the account is signed in to with them. */
export const AcceptForm = ({ token, email, made }: Given): ReactNode => {
  const texts = useTexts(acceptStaffTexts);
  const changed = useChanged();
  const rules = usePasswordRules();
  const form = useKeptForm({
    name: 'accept-staff',
    initial: { username: '', password: '' },
    secrets: ['password'],
    check: ({ username, password }) => ({
      username: username.trim() === '' ? texts.enterUsername : undefined,
      password: password === '' ? texts.enterPassword : rules.wrong(password),
    }),
  });
  const signingIn = useAction(signIn);
  const accepting = useAction(acceptStaffInvitation);
  const accept = async (username: string, password: string): Promise<void> => {
    const accepted = await accepting.run({
      body: { token, username: username.trim(), password, timeZone: zoneOfBrowser() },
    });
    if (accepted === undefined) return;
    form.sent();
    const signedIn = await signingIn.run({ body: { email, password } });
    await changed(account.queryKey);
    made({ isSignedIn: signedIn?.state === 'signed-in' });
  };
  const { username, password } = texts;
  return (
    <Form
      form={form}
      action={{ isRunning: accepting.isRunning || signingIn.isRunning, problem: accepting.problem }}
      labels={{ username, password }}
      onSubmit={(values) => void accept(values.username, values.password)}
    >
      <TextInput label={texts.email} value={email} readOnly autoComplete="username" />
      <TextInput
        {...field(form, 'username')}
        label={username}
        description={texts.usernameHelp}
        autoComplete="nickname"
        dir="auto"
      />
      <PasswordField
        {...field(form, 'password')}
        label={password}
        description={rules.said(form.values.password)}
        autoComplete="new-password"
      />
      <FormProblem>
        {accepting.problem?.code === 'email-taken' && <Anchor href={paths.signIn}>{texts.signIn}</Anchor>}
      </FormProblem>
      <SubmitButton>{texts.accept}</SubmitButton>
    </Form>
  );
};

/** The server's own numbers, in code points, while somebody types. What is easy to guess only the server knows. */
const usePasswordRules = () => {
  const texts = useTexts(acceptStaffTexts);
  const { data } = useRead(service);
  const wrong = (password: string): string | undefined => {
    if (data === undefined) return undefined;
    const { minimum, maximum } = data.passwords;
    const { length } = [...password];
    if (length < minimum) return texts.missing(minimum - length);
    return length > maximum ? texts.surplus(length - maximum) : undefined;
  };
  const said = (password: string): string => {
    if (data === undefined) return '';
    const { minimum, maximum } = data.passwords;
    const rule = texts.rules(minimum, maximum);
    return password === '' ? rule : `${wrong(password) ?? texts.longEnough} ${rule}`;
  };
  return { wrong, said };
};
