import { Paper, Stack, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';

type Given = Readonly<{
  title: string;
  /** It replaced what was pressed: it takes the focus. */
  takesFocus: boolean;
  children: ReactNode;
}>;

/** That a ticket is over, and what can be done instead. */
export const EndedNotice = ({ title, takesFocus, children }: Given): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <Paper ref={box} tabIndex={-1} withBorder p="md" role="group" aria-label={title}>
      <Stack align="flex-start">
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
    </Paper>
  );
};

/** What comes next, and by when. */
export const NextNotice = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => (
  <Paper withBorder p="md" bg="var(--lethe-bar)">
    {children}
  </Paper>
);
