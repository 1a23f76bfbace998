import { Paper, Stack, Text } from '@mantine/core';
import { useLayoutEffect, useRef, type ReactNode } from 'react';

type Given = Readonly<{
  title: string;
  /** It replaced what was pressed. */
  takesFocus: boolean;
  children: ReactNode;
}>;

/** What was done, and what comes next, in the place of what did it. */
export const Outcome = ({ title, takesFocus, children }: Given): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
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
