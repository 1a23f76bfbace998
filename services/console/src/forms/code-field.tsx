import { Input, PinInput } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { formTexts } from './forms.texts.ts';

type Given = Readonly<{
  id: string;
  name: string;
  label: string;
  description?: ReactNode;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}>;

/** Digits of a code. */
const digits = 6;

/** A mailed code: six boxes that take a paste, with spaces in it too. Props by `field(form, 'code')`. */
export const CodeField = ({ id, name, label, description, value, error, onChange }: Given): ReactNode => {
  const texts = useTexts(formTexts);
  const about = useId();
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id: `${about}label` }}
      description={description}
      descriptionProps={{ id: `${about}description` }}
      error={error}
      errorProps={{ id: `${about}error` }}
    >
      <PinInput
        id={`${id}-boxes`}
        name={name}
        aria-labelledby={`${about}label`}
        length={digits}
        type="number"
        gap={8}
        my={4}
        placeholder=""
        value={value}
        error={error !== undefined}
        onChange={onChange}
        getInputProps={(index) => ({
          ...(index === 0 ? { id } : {}),
          'aria-label': texts.digit(index + 1, digits),
          'aria-describedby': error === undefined ? undefined : `${about}error`,
        })}
      />
    </Input.Wrapper>
  );
};
