import { Textarea, TextInput } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { field } from '../forms/form.tsx';
import type { KeptForm, Values } from '../forms/use-kept-form.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { ticketWords } from './ticket-words.texts.ts';

type Given<V> = Readonly<{ form: KeptForm<V>; name: keyof V & string; label: string; maximum: number }>;

/** The API counts code units of the trimmed text, as JavaScript does. */
const useLeft = <V extends Values>({ form, name, maximum }: Given<V>): string =>
  useTexts(ticketWords).charactersLeft(maximum - String(form.values[name]).trim().length);

/** One line with how many characters are left. */
export const CountedInput = <V extends Values>(given: Given<V>): ReactNode => (
  <TextInput {...field(given.form, given.name)} label={given.label} description={useLeft(given)} dir="auto" />
);

/** Many lines with how many characters are left. */
export const CountedText = <V extends Values>({
  rows = 5,
  help,
  ...given
}: Given<V> & Readonly<{ rows?: number; help?: string }>): ReactNode => (
  <Textarea
    {...(field(given.form, given.name) as ComponentProps<typeof Textarea>)}
    label={given.label}
    description={`${help ?? ''} ${useLeft(given)}`.trim()}
    autosize
    minRows={rows}
    maxRows={24}
    dir="auto"
  />
);
