import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { BrandMark } from '../brand/brand-mark.tsx';
import { Foot } from '../brand/foot.tsx';
import { isPage } from '../pages/known.ts';
import { paths } from '../paths.ts';
import { SignedIn } from '../session/session.tsx';
import { Offline } from '../states/shown.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { AccountButton } from './account-button.tsx';
import { settingsEntries } from './entries.ts';
import styles from './frame.module.css';
import { frameTexts } from './frame.texts.ts';
import { Entries, Navigation } from './navigation.tsx';

const NavigationDrawer = lazy(async () => ({ default: (await import('./navigation-drawer.tsx')).NavigationDrawer }));

type Given = Readonly<{ children: ReactNode }>;

/** The bar at the left with the account button in its lower corner; below 768 px a bar at the foot, and a drawer. */
export const Frame = ({ children }: Given): ReactNode => {
  const texts = useTexts(frameTexts);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const open = (): void => {
    setOpened(true);
    setOpen(true);
  };
  return (
    <SignedIn>
      <div className={styles['frame']}>
        <a className={styles['skip']} href="#main">
          {texts.toContent}
        </a>
        <div className={styles['bar']} role="region" aria-label={texts.menu}>
          <div className={styles['brand']}>
            <BrandMark />
          </div>
          <nav className={styles['entries']} aria-label={texts.navigation}>
            <Navigation />
          </nav>
          <AccountButton />
          <Button variant="default" className={styles['opener']} onClick={open} aria-expanded={isOpen}>
            {texts.menu}
          </Button>
        </div>
        {wasOpened && (
          <Suspense>
            <NavigationDrawer isOpen={isOpen} close={() => setOpen(false)} />
          </Suspense>
        )}
        <div className={styles['content']}>
          <main className={styles['main']} id="main" tabIndex={-1}>
            <Offline />
            {children}
          </main>
          <Foot className={styles['foot'] ?? ''} />
        </div>
      </div>
    </SignedIn>
  );
};

/** Account Settings: the contents at the side of each of its pages. */
export const SettingsFrame = ({ children }: Given): ReactNode => {
  const texts = useTexts(frameTexts);
  return (
    <div className={styles['settings']}>
      <div>
        {children}
        {isPage(paths.cancel) && (
          <Anchor component={Link} to={paths.cancel} size="xs" c="dimmed" className={styles['quiet']}>
            {texts.cancelAccount}
          </Anchor>
        )}
      </div>
      <nav className={styles['contents']} aria-label={texts.contents}>
        <Entries entries={settingsEntries()} />
      </nav>
    </div>
  );
};
