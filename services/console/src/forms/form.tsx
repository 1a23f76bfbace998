import { Alert, Anchor, Button, List, Loader, PasswordInput, Stack, type ButtonProps } from '@mantine/core';
import {
  createContext,
  use,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
  type SubmitEvent,
} from 'react';
import type { Problem } from '../api/problem.ts';
import { useFieldText } from '../problems/use-problem-text.ts';
import { ProblemNotice } from '../states/problem-notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { formTexts } from './forms.texts.ts';
import type { Errors, KeptForm, Values } from './use-kept-form.ts';

type Work = Readonly<{ isRunning: boolean; problem: Problem | undefined }>;
const WorkContext = createContext<Work>({ isRunning: false, problem: undefined });

type Given<V> = Readonly<{
  form: KeptForm<V>;
  /** What submitting does, as `useAction` gives it: its problem is shown here, its fields beside the inputs. */
  action: Work;
  /** Names of inputs for people, for the summary. */
  labels: { readonly [Field in keyof V]?: string };
  onSubmit: (values: V) => void;
  children: ReactNode;
}>;

const idOf = (form: string, field: string): string => `${form}-${field}`;

type Typed = string | boolean | null | Readonly<{ currentTarget: Readonly<{ value: string }> }>;

const valueOf = (typed: Typed): string | boolean =>
  typed === null ? '' : typeof typed === 'object' ? typed.currentTarget.value : typed;

/** Props of one input: value, error and the id that the summary leads to. */
export const field = <V extends Values>(form: KeptForm<V>, name: keyof V & string) => ({
  id: idOf(form.name, name),
  name,
  value: form.values[name] as string,
  error: form.errors[name],
  onChange: (typed: Typed) => form.set(name, valueOf(typed)),
});

/** Props of one checkbox. */
export const checkbox = <V extends Values>(form: KeptForm<V>, name: keyof V & string) => ({
  id: idOf(form.name, name),
  name,
  checked: form.values[name] === true,
  error: form.errors[name],
  onChange: ({ currentTarget: { checked } }: Readonly<{ currentTarget: Readonly<{ checked: boolean }> }>) =>
    form.set(name, checked),
});

/** A form: errors in a summary that takes the focus and beside their fields, a problem above the button. */
export const Form = <V extends Values>({ form, action, labels, onSubmit, children }: Given<V>): ReactNode => {
  const textOf = useFieldText();
  const { problem } = action;
  useEffect(() => {
    if (problem === undefined || problem.fields.length === 0) return;
    const byField = problem.fields.map((wrong) => [wrong.pointer.split('/')[1] ?? '', textOf(wrong)]);
    form.refuse(Object.fromEntries(byField) as Errors<V>);
    // Once for each problem; the form itself changes with each key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (action.isRunning) return;
    if (form.isRight()) onSubmit(form.values);
  };
  const errors = Object.entries(form.errors).filter(([name, error]) => name in labels && error !== undefined) as Shown;
  return (
    <WorkContext value={action}>
      <form noValidate onSubmit={submit}>
        <Stack gap="md">
          <Summary form={form.name} errors={errors} labels={labels} refusals={form.refusals} />
          {children}
        </Stack>
      </form>
    </WorkContext>
  );
};

type Shown = readonly (readonly [string, string])[];
type SummaryGiven = Readonly<{ form: string; errors: Shown; labels: object; refusals: number }>;

const Summary = ({ form, errors, labels, refusals }: SummaryGiven): ReactNode => {
  const texts = useTexts(formTexts);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  if (errors.length === 0) return null;
  return (
    <Alert ref={box} tabIndex={-1} color="red" variant="outline" role="alert" title={texts.summary(errors.length)}>
      <List spacing={4}>
        {errors.map(([name, error]) => (
          <List.Item key={name}>
            <Anchor
              href={`#${idOf(form, name)}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(idOf(form, name))?.focus();
              }}
            >
              {(labels as Readonly<Record<string, string>>)[name]}: {error}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
};

/** Above the button: what went wrong with what was sent, unless it is about single fields. */
export const FormProblem = ({ children }: Readonly<{ children?: ReactNode }>): ReactNode => {
  const { problem } = use(WorkContext);
  if (problem === undefined || problem.fields.length > 0) return null;
  return <ProblemNotice problem={problem}>{children}</ProblemNotice>;
};

/** Shows that it works, and cannot be pressed twice. It keeps the focus meanwhile, so it is never `disabled`. */
export const WorkingButton = ({
  isRunning,
  children,
  ...rest
}: ComponentProps<typeof Button<'button'>> & Readonly<{ isRunning: boolean }>): ReactNode => {
  const texts = useTexts(formTexts);
  return (
    <Button
      {...rest}
      aria-disabled={isRunning || rest['aria-disabled']}
      {...(isRunning ? { onClick: (event) => event.preventDefault() } : {})}
    >
      <span style={{ opacity: isRunning ? 0.35 : 1 }}>{children}</span>
      {isRunning && <Loader size={16} color="currentColor" pos="absolute" aria-label={texts.working} />}
    </Button>
  );
};

/** The one primary button of a form. */
export const SubmitButton = (props: ButtonProps & Readonly<{ children: ReactNode }>): ReactNode => (
  <WorkingButton {...props} type="submit" isRunning={use(WorkContext).isRunning} />
);

type PasswordGiven = ComponentProps<typeof PasswordInput> &
  Readonly<{ autoComplete: 'current-password' | 'new-password' }>;

/** A password that can be shown; password managers know it by `autoComplete`. */
export const PasswordField = (props: PasswordGiven): ReactNode => {
  const texts = useTexts(formTexts);
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      {...props}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': visible ? texts.hide : texts.show }}
    />
  );
};
