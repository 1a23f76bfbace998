import type { ComponentProps, ReactNode } from 'react';
import { PasswordField } from '../forms/form.tsx';
import { useFieldText } from '../problems/use-problem-text.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { hintOf, type Lengths, type Owner } from './password-hint.ts';
import { passwordTexts } from './passwords.texts.ts';

type Given = Omit<ComponentProps<typeof PasswordField>, 'autoComplete' | 'value'> &
  Readonly<{ value: string; passwords: Lengths; owner: Owner }>;

/** A password that is being chosen, and what can be said of it while it is typed (ID-4). */
export const NewPasswordField = ({ passwords, owner, ...rest }: Given): ReactNode => {
  const texts = useTexts(passwordTexts);
  const hint = hintOf(rest.value, passwords, owner);
  return (
    <PasswordField
      {...rest}
      description={texts[hint.kind]({ ...hint, ...passwords })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="new-password"
    />
  );
};

/** What is wrong with a chosen password before it is sent; undefined where it may be. */
export const useWrongPassword = ({ minimum, maximum }: Lengths): ((password: string) => string | undefined) => {
  const texts = useTexts(passwordTexts);
  const textOf = useFieldText();
  return (password) => {
    const { length } = [...password];
    if (length === 0) return texts.enterPassword;
    const wrong = length < minimum ? 'too-short' : length > maximum ? 'too-long' : undefined;
    return wrong && textOf({ pointer: '/password', code: `password-${wrong}`, params: { minimum, maximum } });
  };
};
