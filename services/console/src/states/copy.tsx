import { Button, Code, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { stateTexts } from './states.texts.ts';

/** A text that one may want elsewhere, with a button that copies it; where the browser refuses, it can be selected. */
export const Copyable = ({ text, label }: Readonly<{ text: string; label: string }>): ReactNode => {
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
    <Group gap="xs">
      <span>{label}</span>
      <Code>{text}</Code>
      <Button size="compact-xs" variant="default" onClick={() => void copy()} aria-label={`${texts.copy}: ${label}`}>
        {texts.copy}
      </Button>
      <span role="status">{said}</span>
    </Group>
  );
};
