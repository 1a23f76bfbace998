import { Button, Container, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { paths } from '../paths.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { stateTexts } from './states.texts.ts';

const Page = ({ title, children }: Readonly<{ title: string; children: ReactNode }>): ReactNode => (
  <Container component="main" size={560} py="xl">
    <Stack align="flex-start">
      <Title order={1}>{title}</Title>
      {children}
    </Stack>
  </Container>
);

export const NotFound = (): ReactNode => {
  const texts = useTexts(stateTexts);
  return (
    <Page title={texts.notFound}>
      <span>{texts.notFoundHelp}</span>
      <Button component="a" href={paths.home}>
        {texts.toStart}
      </Button>
    </Page>
  );
};

/** A page's code could not be loaded (a newer version was installed), or broke. */
export const Broken = (): ReactNode => {
  const texts = useTexts(stateTexts);
  return (
    <Page title={texts.broken}>
      <Button onClick={() => location.reload()}>{texts.loadAgain}</Button>
    </Page>
  );
};
