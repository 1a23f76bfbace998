import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { register } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { NewPasswordField, useWrongPassword } from '../../passwords/new-password.tsx';
import type { Lengths } from '../../passwords/password-hint.ts';
import { paths } from '../../paths.ts';
import { holdPassword, registration } from '../../registration/registration.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { zoneOfBrowser } from '../../time/use-time.ts';
import { registerTexts } from './texts.ts';

type Given = Readonly<{ passwords: Lengths }>;

const useRegisterForm = (passwords: Lengths) => {
  const texts = useTexts(registerTexts);
  const wrongPassword = useWrongPassword(passwords);
  return useKeptForm({
    name: 'register',
    initial: { email: '', username: '', password: '' },
    secrets: ['password'],
    check: ({ email, username, password }) => ({
      email: email.trim() === '' ? texts.enterEmail : undefined,
      username: username.trim() === '' ? texts.enterUsername : undefined,
      password: wrongPassword(password),
    }),
  });
};

/** Registers, and goes on to the code. */
const useRegistering = (form: ReturnType<typeof useRegisterForm>) => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const zone = useRef<string | undefined>(zoneOfBrowser());
  const { email, username, password } = form.values;
  const action = useAction(register, {
    done: (answer) => {
      form.sent();
      holdPassword(password);
      queries.setQueryData(registration.queryKey, { ...answer, email: email.trim() });
      void navigate({ to: paths.registerCode });
    },
  });
  const run = (): void => {
    const timeZone = zone.current === undefined ? {} : { timeZone: zone.current };
    void action.run({ body: { email: email.trim(), username, password, ...timeZone } });
  };
  const zoneUnknown = action.problem?.fields.some(({ pointer }) => pointer === '/timeZone') ?? false;
  useEffect(() => {
    // A device may name a zone that the server does not know. It is a comfort, and no reason to stop anybody.
    if (!zoneUnknown || zone.current === undefined) return;
    zone.current = undefined;
    run();
    // Once, when it is refused.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [zoneUnknown]);
  return { ...action, run };
};

export const RegisterForm = ({ passwords }: Given): ReactNode => {
  const texts = useTexts(registerTexts);
  const form = useRegisterForm(passwords);
  const action = useRegistering(form);
  return (
    <Form
      form={form}
      action={action}
      labels={{ email: texts.email, username: texts.username, password: texts.password }}
      onSubmit={action.run}
    >
      <TextInput
        {...field(form, 'email')}
        label={texts.email}
        description={texts.emailHelp}
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
      />
      <TextInput
        {...field(form, 'username')}
        label={texts.username}
        description={texts.usernameHelp}
        autoComplete="nickname"
        dir="auto"
      />
      <NewPasswordField {...field(form, 'password')} label={texts.password} passwords={passwords} owner={form.values} />
      <FormProblem />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  );
};
