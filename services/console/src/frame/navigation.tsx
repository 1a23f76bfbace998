import { NavLink, Stack, Text } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAccount } from '../session/account.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { useWorkspace } from '../workspaces/use-workspace.ts';
import { WorkspaceSwitcher } from '../workspaces/workspace-switcher.tsx';
import { staffEntries, workspaceEntries, type Entry } from './entries.ts';
import { frameTexts } from './frame.texts.ts';

type Given = Readonly<{ entries: readonly Entry[]; left?: (() => void) | undefined }>;

/** Links to pages; the one where one is says so. */
export const Entries = ({ entries, left }: Given): ReactNode => {
  const texts = useTexts(frameTexts);
  const { pathname } = useLocation();
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {entries.map(({ name, href }) => {
        const here = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <li key={name}>
            <NavLink
              component={Link}
              to={href}
              label={texts[name]}
              active={here}
              aria-current={here ? 'page' : undefined}
              onClick={left}
              style={{ borderRadius: 8 }}
            />
          </li>
        );
      })}
    </ul>
  );
};

/** The bar's content, and the drawer's on a small screen: workspaces, their pages, and the Admin Console for the staff. */
export const Navigation = ({ left }: Readonly<{ left?: () => void }>): ReactNode => {
  const texts = useTexts(frameTexts);
  const { data: account } = useAccount();
  const { workspaceId } = useWorkspace();
  const ofStaff = account?.staffRole === undefined ? [] : staffEntries();
  return (
    <Stack gap="md">
      <WorkspaceSwitcher left={left} />
      <Entries entries={workspaceEntries(workspaceId)} left={left} />
      {ofStaff.length > 0 && (
        <div>
          <Text size="xs" c="dimmed" px="sm" pb={4}>
            {texts.adminConsole}
          </Text>
          <Entries entries={ofStaff} left={left} />
        </div>
      )}
    </Stack>
  );
};
