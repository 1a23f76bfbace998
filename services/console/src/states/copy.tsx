import { Button, Code, Group, type ButtonProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { stateTexts } from './states.texts.ts';

type Given = Readonly<{ text: string; label: string }>;

/** Copies a text that stands beside it, and says so; where the browser refuses, it can be selected. */
export const CopyButton = ({ text, label, ...rest }: Given & ButtonProps): ReactNode => {
  const texts = useTexts(stateTexts);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(texts.copied);
    } catch {
      setSaid(texts.copyYourself);
    }
  };
  return (
    <>
      <Button variant="default" {...rest} onClick={() => void copy()} aria-label={`${texts.copy}: ${label}`}>
        {texts.copy}
      </Button>
      <span role="status">{said}</span>
    </>
  );
};

/** A text that one may want elsewhere, with a button that copies it. */
export const Copyable = ({ text, label }: Given): ReactNode => (
  <Group gap="xs">
    <span>{label}</span>
    <Code>{text}</Code>
    <CopyButton text={text} label={label} size="compact-xs" />
  </Group>
);
