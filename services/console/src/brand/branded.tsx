import { MantineProvider } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { contrasting, themeOf } from '../look/theme.ts';
import { useBrand } from './service.ts';

type Given = Readonly<{ nonce: string | undefined; children: ReactNode }>;

/** The library with the installation's colour as its one accent. */
export const Branded = ({ nonce, children }: Given): ReactNode => {
  const { colour } = useBrand();
  const theme = useMemo(() => themeOf(colour), [colour]);
  const variables = useMemo(() => contrasting(colour), [colour]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      defaultColorScheme="auto"
      {...(nonce === undefined ? {} : { getStyleNonce: () => nonce })}
    >
      {children}
    </MantineProvider>
  );
};
