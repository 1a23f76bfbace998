import { Stack, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

/** A part of the page under a heading of its own. */
export const Section = ({ title, children }: Readonly<{ title: string; children: ReactNode }>): ReactNode => {
  const id = useId();
  return (
    <Stack component="section" gap="sm" aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  );
};
