import { useLayoutEffect, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { field, Form, FormProblem, SubmitButton } from '../forms/form.tsx';
import { useKeptForm } from '../forms/use-kept-form.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { CodeBoxes } from './code-boxes.tsx';
import { codeLength } from './code-within.ts';
import { codeTexts } from './codes.texts.ts';

type Given = Readonly<{
  /** One name for each place that asks for a code. */
  name: string;
  /** What a code does, as `useAction` gives it. */
  action: Readonly<{ isRunning: boolean; problem: Problem | undefined }>;
  onCode: (code: string) => void;
  label?: string;
  /** What the button says; it is there for whoever tries again. */
  confirm?: string;
  takesFocus?: boolean;
  /** What else helps, beside the problem. */
  children?: ReactNode;
}>;

/** One code, sent by itself once it is whole. */
export const CodeForm = ({ name, action, onCode, label, confirm, takesFocus, children }: Given): ReactNode => {
  const texts = useTexts(codeTexts);
  const form = useKeptForm({
    name,
    initial: { code: '' },
    secrets: ['code'],
    check: ({ code }) => ({ code: code.length < codeLength ? texts.enterCode : undefined }),
  });
  const boxes = field(form, 'code');
  useLayoutEffect(() => {
    if (form.refusals > 0) document.getElementById(boxes.id)?.focus();
  }, [form.refusals, boxes.id]);
  return (
    <Form form={form} action={action} labels={{}} onSubmit={({ code }) => onCode(code)}>
      <CodeBoxes
        {...boxes}
        label={label}
        description={texts.checked}
        problem={action.problem}
        onComplete={onCode}
        takesFocus={takesFocus ?? false}
      />
      <FormProblem>{children}</FormProblem>
      <SubmitButton>{confirm ?? texts.confirm}</SubmitButton>
    </Form>
  );
};
