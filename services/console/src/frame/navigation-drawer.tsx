import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { frameTexts } from './frame.texts.ts';
import { Navigation } from './navigation.tsx';

/** The bar's content on a small screen; loaded when it is first opened. */
export const NavigationDrawer = ({ isOpen, close }: Readonly<{ isOpen: boolean; close: () => void }>): ReactNode => {
  const texts = useTexts(frameTexts);
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      title={texts.navigation}
      size={280}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <nav aria-label={texts.navigation}>
        <Navigation left={close} />
      </nav>
    </Drawer>
  );
};
