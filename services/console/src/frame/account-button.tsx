import { Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense, useState, type ComponentProps, type ReactNode } from 'react';
import { useAccount } from '../session/account.ts';
import { useTexts } from '../texts/use-texts.tsx';
import styles from './frame.module.css';
import { frameTexts } from './frame.texts.ts';

const loadMenu = () => import('./account-menu.tsx');
const load = (): void => void loadMenu();
const AccountMenu = lazy(async () => ({ default: (await loadMenu()).AccountMenu }));

/** Who is signed in. */
const Who = (button: ComponentProps<'button'>): ReactNode => {
  const texts = useTexts(frameTexts);
  const { data: account } = useAccount();
  const name = account?.username ?? '';
  return (
    <UnstyledButton {...button} className={styles['account']} data-testid="account">
      <VisuallyHidden>{texts.account}</VisuallyHidden>
      <Avatar radius="xl" size={32} name={name} color="accent" variant="filled" aria-hidden alt="" />
      <span className={styles['who']} dir="auto">
        <span>{name}</span>
        <span className={styles['address']}>{account?.email}</span>
      </span>
    </UnstyledButton>
  );
};

/** In the lower left corner; its menu is loaded once somebody reaches for it. */
export const AccountButton = (): ReactNode => {
  const [isWanted, setWanted] = useState(false);
  const idle = (
    <Who
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    />
  );
  if (!isWanted) return idle;
  return (
    <Suspense fallback={idle}>
      <AccountMenu button={<Who />} />
    </Suspense>
  );
};
