import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { stateTexts } from '../states/states.texts.ts';
import { useTexts } from '../texts/use-texts.tsx';

/** Copies the id that stands before it. Where the browser refuses, the id can be selected. */
export const CopyId = ({ id, what }: Readonly<{ id: string; what: string }>): ReactNode => {
  const texts = useTexts(stateTexts);
  const { copied, error, copy } = useClipboard();
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        onClick={(event) => {
          event.stopPropagation();
          copy(id);
        }}
        aria-label={`${texts.copy}: ${what} ${id}`}
      >
        {copied ? texts.copied : texts.copy}
      </Button>
      <span role="status">{error === null ? '' : texts.copyYourself}</span>
    </>
  );
};
