import { Button, Drawer } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ownBrand } from '../brand/brand.ts';
import { SignedIn } from '../session/session.tsx';
import { Offline } from '../states/shown.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { AccountButton } from './account-button.tsx';
import { settingsEntries } from './entries.ts';
import styles from './frame.module.css';
import { frameTexts } from './frame.texts.ts';
import { Entries, Navigation } from './navigation.tsx';

type Given = Readonly<{ children: ReactNode }>;

/** The bar at the left with the account button in its lower corner; below 768 px a bar at the foot, and a drawer. */
export const Frame = ({ children }: Given): ReactNode => {
  const texts = useTexts(frameTexts);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <SignedIn>
      <div className={styles['frame']}>
        <a className={styles['skip']} href="#main">
          {texts.toContent}
        </a>
        <div className={styles['bar']}>
          <span className={styles['brand']}>{ownBrand.name}</span>
          <nav className={styles['entries']} aria-label={texts.navigation}>
            <Navigation />
          </nav>
          <AccountButton />
          <Button variant="default" className={styles['opener']} onClick={() => setOpen(true)} aria-expanded={isOpen}>
            {texts.menu}
          </Button>
        </div>
        <Drawer opened={isOpen} onClose={close} title={texts.navigation} size={280}>
          <nav aria-label={texts.navigation}>
            <Navigation left={close} />
          </nav>
        </Drawer>
        <main className={styles['main']} id="main" tabIndex={-1}>
          <Offline />
          {children}
        </main>
      </div>
    </SignedIn>
  );
};

/** Account Settings: the contents at the side of each of its pages. */
export const SettingsFrame = ({ children }: Given): ReactNode => {
  const texts = useTexts(frameTexts);
  return (
    <div className={styles['settings']}>
      <div>{children}</div>
      <nav className={styles['contents']} aria-label={texts.contents}>
        <Entries entries={settingsEntries()} />
      </nav>
    </div>
  );
};
