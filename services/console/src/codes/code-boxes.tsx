import { Input, PinInput } from '@mantine/core';
import { useLayoutEffect, useId, useRef, type ClipboardEvent, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { codeLength, codeWithin } from './code-within.ts';
import { codeTexts } from './codes.texts.ts';

/** As keyboards of some scripts write digits, too. */
const digits = /^[0-9０-９]+$/;

/** After these the code that was typed is of no use. */
const spent = new Set<string>(['code-wrong', 'code-expired', 'second-factor-wrong']);

type Given = Readonly<{
  /** Of `field(form, 'code')`. */
  id: string;
  name: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
  label?: string | undefined;
  description?: ReactNode;
  /** What came of the last try: a wrong code is taken out, and one types the next at once. */
  problem?: Problem | undefined;
  /** All six are there. */
  onComplete?: ((code: string) => void) | undefined;
  takesFocus?: boolean;
}>;

/** Six boxes for a code, mailed or of an app. They take a paste, and what a phone offers. */
export const CodeBoxes = (given: Given): ReactNode => {
  const { id, name, value, error, onChange, label, description, problem, onComplete, takesFocus = false } = given;
  const texts = useTexts(codeTexts);
  const ids = useId();
  const first = useRef<HTMLInputElement>(null);
  const change = (typed: string): void => {
    const code = codeWithin(typed);
    onChange(code);
    if (code.length === codeLength && code !== value) onComplete?.(code);
  };
  const paste = (event: ClipboardEvent): void => {
    const code = codeWithin(event.clipboardData.getData('text/plain'));
    event.preventDefault();
    event.stopPropagation();
    if (code !== '') change(code);
  };
  useLayoutEffect(() => {
    if (takesFocus) first.current?.focus();
  }, [takesFocus]);
  useLayoutEffect(() => {
    if (problem === undefined || !spent.has(problem.code)) return;
    onChange('');
    first.current?.focus();
    // Once for each problem.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [problem]);
  return (
    // No `Input.Wrapper`: it gives all six boxes one id.
    <div>
      <Input.Label id={`${ids}label`} htmlFor={id}>
        {label ?? texts.code}
      </Input.Label>
      <Input.Description id={`${ids}description`} mb={6}>
        {description}
      </Input.Description>
      <PinInput
        // An id of its own comes late, and makes the boxes anew: what was focused is gone.
        id={`${ids}boxes`}
        ref={first}
        name={name}
        length={codeLength}
        value={value}
        type={digits}
        inputType="text"
        placeholder=""
        size="md"
        gap="xs"
        error={error !== undefined}
        onChange={change}
        onPasteCapture={paste}
        aria-labelledby={`${ids}label`}
        getInputProps={(index) => ({
          ...(index === 0 ? { id } : {}),
          inputMode: 'numeric',
          'aria-label': texts.digit(index + 1, codeLength),
          'aria-describedby': `${ids}${error === undefined ? 'description' : 'error'}`,
        })}
      />
      {error !== undefined && (
        <Input.Error id={`${ids}error`} mt={6}>
          {error}
        </Input.Error>
      )}
    </div>
  );
};
