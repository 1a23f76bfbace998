import { Container, Paper, Stack, Title } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { BrandMark } from '../brand/brand-mark.tsx';
import { Foot } from '../brand/foot.tsx';
import { useBrand } from '../brand/service.ts';
import { LanguageSelect } from '../texts/language-select.tsx';

type Given = Readonly<{ title: string; children: ReactNode }>;

let pagesShown = 0;

/**
 * The one h1 of a page. It takes the focus when somebody comes from another page, so that it is read out, and before the
 * page is painted: a key pressed at once goes to the page that is seen.
 */
const PageTitle = ({ title }: Readonly<{ title: string }>): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { name } = useBrand();
  useLayoutEffect(() => {
    pagesShown += 1;
    if (pagesShown > 1) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <Title order={1} ref={heading} tabIndex={-1}>
      {title}
    </Title>
  );
};

type Framed = Given & Readonly<{ wide?: boolean; above?: ReactNode }>;

/** A page within the frame: at most 720 px for settings and forms, `wide` for tables; `above` its title where it is one of several steps. */
export const FramedPage = ({ title, wide, above, children }: Framed): ReactNode => (
  <Container size={720} fluid={wide ?? false} m={0} p={0}>
    <Stack gap="lg">
      {above}
      <PageTitle title={title} />
      {children}
    </Stack>
  </Container>
);

/** A page of its own, for whoever is not signed in: one thing to do, or `wide` with much to read. */
export const BarePage = ({ title, wide = false, children }: Given & Readonly<{ wide?: boolean }>): ReactNode => (
  <Container size={wide ? 760 : 440} py={{ base: 'md', sm: 64 }}>
    <Stack gap="lg">
      <header>
        <BrandMark />
      </header>
      <Paper component="main" id="main" withBorder p={{ base: 'md', sm: 'lg' }}>
        <Stack gap="lg">
          <PageTitle title={title} />
          {children}
        </Stack>
      </Paper>
      <Foot>
        <LanguageSelect />
      </Foot>
    </Stack>
  </Container>
);
