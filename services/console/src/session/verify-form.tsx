import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { verifyAgain } from '../api/generated/sdk.gen.ts';
import { useAction } from '../api/use-action.ts';
import { field, Form, FormProblem, PasswordField, SubmitButton } from '../forms/form.tsx';
import { useKeptForm } from '../forms/use-kept-form.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { sessionTexts } from './session.texts.ts';

/** Password, and the code where the account has a second factor: makes the session's verification fresh (SES-7). */
export const VerifyForm = ({ email, verified }: Readonly<{ email: string; verified: () => void }>): ReactNode => {
  const texts = useTexts(sessionTexts);
  const [needsCode, setNeedsCode] = useState(false);
  const form = useKeptForm({
    name: 'verify',
    initial: { password: '', code: '' },
    secrets: ['password', 'code'],
    check: ({ password, code }) => ({
      password: password === '' ? texts.enterPassword : undefined,
      code: needsCode && code.trim() === '' ? texts.enterCode : undefined,
    }),
  });
  const action = useAction(verifyAgain, { done: verified });
  if (action.problem?.code === 'second-factor-required' && !needsCode) setNeedsCode(true);
  return (
    <Form
      form={form}
      action={action}
      labels={{ password: texts.password, code: texts.code }}
      onSubmit={({ password, code }) =>
        void action.run({ body: { password, ...(needsCode ? { code: code.trim() } : {}) } })
      }
    >
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <PasswordField
        {...field(form, 'password')}
        label={texts.password}
        autoComplete="current-password"
        data-autofocus
      />
      {needsCode && (
        <TextInput
          {...field(form, 'code')}
          label={texts.code}
          description={texts.codeHelp}
          autoComplete="one-time-code"
          spellCheck={false}
        />
      )}
      <FormProblem />
      <SubmitButton>{texts.goOn}</SubmitButton>
    </Form>
  );
};
