import { Group, Radio, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { issueCancellationGrant } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { CodeField } from '../../forms/code-field.tsx';
import { field, Form, FormProblem, PasswordField, SubmitButton } from '../../forms/form.tsx';
import { useKeptForm } from '../../forms/use-kept-form.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { keepGrant } from './grant.ts';
import { MailedCode } from './mailed-code.tsx';
import { nextOf, stepPaths } from './steps.ts';
import { cancelTexts } from './texts.ts';

type Given = Readonly<{ accountId: string; email: string; hasFactor: boolean }>;

/** The account's ways as choices; the second factor below them, in the same step. */
export const VerifyForm = ({ accountId, email, hasFactor }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  const navigate = useNavigate();
  const [next] = useSearch('next');
  const form = useKeptForm({
    name: 'cancel.verify',
    initial: { method: 'password', password: '', emailCode: '', factorCode: '' },
    secrets: ['password', 'emailCode', 'factorCode'],
    check: ({ method, password, emailCode, factorCode }) => ({
      password: method === 'password' && password === '' ? texts.enterPassword : undefined,
      emailCode: method !== 'password' && !/^\d{6}$/.test(emailCode) ? texts.enterEmailCode : undefined,
      factorCode: hasFactor && factorCode.trim() === '' ? texts.enterFactorCode : undefined,
    }),
  });
  const action = useAction(issueCancellationGrant, {
    done: ({ grant }) => {
      form.sent();
      keepGrant(grant, accountId);
      void navigate({ to: stepPaths[nextOf(next)] });
    },
  });
  const byPassword = form.values.method === 'password';
  const submit = ({ password, emailCode, factorCode }: typeof form.values): void => {
    const first = byPassword ? { password } : { emailCode };
    void action.run({ body: { ...first, ...(hasFactor ? { factorCode: factorCode.trim() } : {}) } });
  };
  return (
    <Form
      form={form}
      action={action}
      labels={{ password: texts.password, emailCode: texts.emailCode, factorCode: texts.factorCode }}
      onSubmit={submit}
    >
      <Stack gap="lg" maw={440}>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <Radio.Group {...field(form, 'method')} label={texts.method}>
          <Group gap="lg" mt={4}>
            <Radio value="password" label={texts.byPassword} />
            <Radio value="email-code" label={texts.byEmail} />
          </Group>
        </Radio.Group>
        {byPassword ? (
          <PasswordField {...field(form, 'password')} label={texts.password} autoComplete="current-password" />
        ) : (
          <Stack gap="sm">
            <MailedCode email={email} />
            <CodeField {...field(form, 'emailCode')} label={texts.emailCode} />
          </Stack>
        )}
        {hasFactor && (
          <TextInput
            {...field(form, 'factorCode')}
            label={texts.factorCode}
            description={texts.factorHelp}
            autoComplete="one-time-code"
            spellCheck={false}
            autoCapitalize="none"
          />
        )}
        <FormProblem />
        <SubmitButton style={{ alignSelf: 'flex-start' }}>{texts.verify}</SubmitButton>
      </Stack>
    </Form>
  );
};
