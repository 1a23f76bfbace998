import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { completeSignIn, signIn } from '../api/generated/sdk.gen.ts';
import { useAction } from '../api/use-action.ts';
import { field, Form, FormProblem, PasswordField, SubmitButton } from '../forms/form.tsx';
import { useKeptForm } from '../forms/use-kept-form.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { sessionTexts } from './session.texts.ts';

type Given = Readonly<{
  /** One name for each place that signs in: its form is kept under it. */
  name: string;
  /** Where only this account can go on. */
  email?: string | undefined;
  signedIn: () => void;
}>;

/** Email and password, then the second factor where there is one (MFA-2). */
export const SignInForm = ({ name, email, signedIn }: Given): ReactNode => {
  const [isPending, setPending] = useState(false);
  return isPending ? (
    <FactorForm name={name} signedIn={signedIn} again={() => setPending(false)} />
  ) : (
    <CredentialsForm name={name} email={email} signedIn={signedIn} pending={() => setPending(true)} />
  );
};

const CredentialsForm = ({ name, email, signedIn, pending }: Given & Readonly<{ pending: () => void }>): ReactNode => {
  const texts = useTexts(sessionTexts);
  const form = useKeptForm({
    name,
    initial: { email: email ?? '', password: '' },
    secrets: ['password'],
    check: (values) => ({
      email: values.email.trim() === '' ? texts.enterEmail : undefined,
      password: values.password === '' ? texts.enterPassword : undefined,
    }),
  });
  const action = useAction(signIn, {
    done: ({ state }) => {
      form.sent();
      if (state === 'second-factor-required') pending();
      else signedIn();
    },
  });
  const labels = { email: texts.email, password: texts.password };
  return (
    <Form
      form={form}
      action={action}
      labels={labels}
      onSubmit={({ email: typed, password }) => void action.run({ body: { email: typed.trim(), password } })}
    >
      <TextInput
        {...field(form, 'email')}
        label={texts.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        readOnly={email !== undefined}
        spellCheck={false}
      />
      <PasswordField {...field(form, 'password')} label={texts.password} autoComplete="current-password" />
      <FormProblem>
        {action.problem?.code === 'too-many-attempts' && <Text size="sm">{texts.throttled}</Text>}
      </FormProblem>
      <SubmitButton>{texts.signIn}</SubmitButton>
    </Form>
  );
};

const FactorForm = ({ name, signedIn, again }: Given & Readonly<{ again: () => void }>): ReactNode => {
  const texts = useTexts(sessionTexts);
  const input = useRef<HTMLInputElement>(null);
  const form = useKeptForm({
    name: `${name}.factor`,
    initial: { code: '' },
    secrets: ['code'],
    check: ({ code }) => ({ code: code.trim() === '' ? texts.enterCode : undefined }),
  });
  const action = useAction(completeSignIn, { done: signedIn });
  useLayoutEffect(() => input.current?.focus(), []);
  return (
    <Stack>
      <Text role="status">{texts.signingIn}</Text>
      <Form
        form={form}
        action={action}
        labels={{ code: texts.code }}
        onSubmit={({ code }) => void action.run({ body: { code: code.trim() } })}
      >
        <TextInput
          {...field(form, 'code')}
          ref={input}
          label={texts.code}
          description={texts.codeHelp}
          autoComplete="one-time-code"
          inputMode="text"
          spellCheck={false}
          autoCapitalize="none"
        />
        <FormProblem>
          {action.problem?.code === 'pending-expired' && (
            <Button size="xs" variant="default" onClick={again}>
              {texts.beginAgain}
            </Button>
          )}
        </FormProblem>
        <SubmitButton>{texts.goOn}</SubmitButton>
      </Form>
      <Anchor component="button" type="button" onClick={again}>
        {texts.otherAccount}
      </Anchor>
    </Stack>
  );
};
