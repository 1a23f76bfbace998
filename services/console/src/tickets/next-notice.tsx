import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';

/** What comes next, and by when. */
export const NextNotice = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => (
  <Paper withBorder p="md" bg="var(--lethe-bar)">
    {children}
  </Paper>
);
