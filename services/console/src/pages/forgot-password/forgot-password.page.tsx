import { Anchor, Text, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, type ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { askForPasswordReset } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { keepInForm, useKeptForm } from '../../forms/use-kept-form.ts';
import { BarePage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { useAccount } from '../../session/account.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { newPasswordForm } from '../../passwords/new-password-form.ts';
import { forgotPasswordTexts } from './texts.ts';

/** ID-6: from the sign-in page; the answer is the same whether or not the address has an account (ID-2). */
export const Page = (): ReactNode => {
  const texts = useTexts(forgotPasswordTexts);
  const { isSuccess } = useAccount();
  if (isSuccess) return <Redirect to={paths.home} />;
  return (
    <BarePage title={texts.title}>
      <AskForm />
      <Text c="dimmed">{texts.factorStays}</Text>
      <Text>
        {texts.remembered}{' '}
        <Anchor component={Link} to={paths.signIn} underline="always">
          {texts.signIn}
        </Anchor>
      </Text>
    </BarePage>
  );
};

const AskForm = (): ReactNode => {
  const texts = useTexts(forgotPasswordTexts);
  const navigate = useNavigate();
  const asked = useRef('');
  const form = useKeptForm({
    name: 'forgot-password',
    initial: { email: '' },
    check: ({ email }) => ({ email: email.trim() === '' ? texts.enterEmail : undefined }),
  });
  const action = useAction(askForPasswordReset, {
    done: (answer) => {
      form.sent();
      keepInForm(newPasswordForm, { ...answer, email: asked.current });
      void navigate({ to: paths.newPassword });
    },
  });
  return (
    <Form
      form={form}
      action={action}
      labels={{ email: texts.email }}
      onSubmit={({ email }) => {
        asked.current = email.trim();
        void action.run({ body: { email: asked.current } });
      }}
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
      <FormProblem />
      <SubmitButton>{texts.submit}</SubmitButton>
    </Form>
  );
};
