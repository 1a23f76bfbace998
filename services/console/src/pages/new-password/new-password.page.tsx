import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { resetPassword } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { useService } from '../../brand/service.ts';
import { CodeBoxes } from '../../codes/code-boxes.tsx';
import { codeLength } from '../../codes/code-within.ts';
import { useSecondsUntil } from '../../codes/use-seconds-until.ts';
import { field, Form, FormProblem, SubmitButton } from '../../forms/form.tsx';
import { keepInForm, useKeptForm } from '../../forms/use-kept-form.ts';
import { BarePage } from '../../look/page.tsx';
import { NewPasswordField, useWrongPassword } from '../../passwords/new-password.tsx';
import type { Lengths } from '../../passwords/password-hint.ts';
import { paths } from '../../paths.ts';
import { useAccount } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { newPasswordForm } from '../../passwords/new-password-form.ts';
import { newPasswordTexts } from './texts.ts';

/** ID-6: the mailed code and the new password, in the browser that asked. A reload goes on where one was. */
export const Page = (): ReactNode => {
  const texts = useTexts(newPasswordTexts);
  const service = useService();
  const { isSuccess } = useAccount();
  if (isSuccess) return <Redirect to={paths.home} />;
  return (
    <BarePage title={texts.title}>
      <Shown read={service}>{({ passwords }) => <ResetForm passwords={passwords} />}</Shown>
      <Anchor component={Link} to={paths.forgotPassword}>
        {texts.askAgain}
      </Anchor>
    </BarePage>
  );
};

const useResetForm = (passwords: Lengths) => {
  const texts = useTexts(newPasswordTexts);
  const wrongPassword = useWrongPassword(passwords);
  return useKeptForm({
    name: newPasswordForm,
    initial: { email: '', reference: '', codeExpiresAt: '', resendAt: '', code: '', password: '' },
    secrets: ['code', 'password'],
    check: ({ code, password }) => ({
      code: code.length < codeLength ? texts.enterCode : undefined,
      password: wrongPassword(password),
    }),
  });
};

const ResetForm = ({ passwords }: Readonly<{ passwords: Lengths }>): ReactNode => {
  const texts = useTexts(newPasswordTexts);
  const navigate = useNavigate();
  const form = useResetForm(passwords);
  const { email, reference, codeExpiresAt } = form.values;
  const action = useAction(resetPassword, {
    done: () => {
      form.sent();
      keepInForm('sign-in', { email });
      void navigate({ to: paths.signIn, search: { reset: 'yes' } as never });
    },
  });
  if (email === '') return <Text>{texts.nothing}</Text>;
  return (
    <Stack gap="lg">
      <SentTo email={email} reference={reference} codeExpiresAt={codeExpiresAt} />
      <Form
        form={form}
        action={action}
        labels={{ code: texts.code, password: texts.password }}
        onSubmit={({ code, password }) => void action.run({ body: { email, code, password } })}
      >
        <CodeBoxes
          {...field(form, 'code')}
          label={texts.code}
          description={texts.codeHelp}
          problem={action.problem}
          takesFocus
        />
        <NewPasswordField
          {...field(form, 'password')}
          label={texts.password}
          passwords={passwords}
          owner={{ email, username: '' }}
        />
        <Text c="dimmed">{texts.endsSessions}</Text>
        <FormProblem />
        <SubmitButton>{texts.submit}</SubmitButton>
      </Form>
    </Stack>
  );
};

type Sent = Readonly<{ email: string; reference: string; codeExpiresAt: string }>;

const SentTo = ({ email, reference, codeExpiresAt }: Sent): ReactNode => {
  const texts = useTexts(newPasswordTexts);
  const time = useTime();
  const isOver = useSecondsUntil(codeExpiresAt) === 0;
  const clock = time.clock(codeExpiresAt);
  return (
    <Stack gap="xs">
      <Text>
        {texts.sentTo} <strong dir="auto">{email}</strong>
      </Text>
      <Text>
        {texts.reference} <strong>{reference}</strong>
      </Text>
      <Text c="dimmed">{texts.referenceHelp}</Text>
      <Text c="dimmed" role="status">
        {isOver ? texts.expired(clock) : texts.validUntil(clock)}
      </Text>
    </Stack>
  );
};
