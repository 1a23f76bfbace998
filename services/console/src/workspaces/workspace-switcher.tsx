import { NativeSelect, NavLink, Stack } from '@mantine/core';
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { frameTexts } from '../frame/frame.texts.ts';
import { paths, pathTo } from '../paths.ts';
import { isPage } from '../pages/known.ts';
import { useShownName } from './use-shown-name.ts';
import { chooseWorkspace, useWorkspace } from './use-workspace.ts';
import { workspaceTexts } from './workspaces.texts.ts';

/** Which workspace the bar's links are about. Within one, choosing another goes to the same page of it. */
export const WorkspaceSwitcher = ({ left }: Readonly<{ left?: (() => void) | undefined }>): ReactNode => {
  const texts = useTexts(frameTexts);
  const words = useTexts(workspaceTexts);
  const shown = useShownName();
  const { all, workspaceId } = useWorkspace();
  const within = 'workspaceId' in useParams({ strict: false });
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const isNew = pathname === paths.newWorkspace;
  /** One that is gone stands in no list. */
  const isKnown = all.some(({ workspaceId: known }) => known === workspaceId);
  const choose = (value: string): void => {
    chooseWorkspace(value);
    left?.();
    if (!within) return;
    const place = pathname.endsWith('/settings') ? paths.workspaceSettings : paths.members;
    void navigate({ to: pathTo(place, { workspaceId: value }) });
  };
  return (
    <Stack gap={4}>
      {all.length > 0 && (
        <NativeSelect
          aria-label={texts.workspace}
          value={isKnown ? workspaceId : ''}
          data={[
            ...(isKnown ? [] : [{ value: '', label: '–' }]),
            ...all.map(({ workspaceId: value, name }) => ({ value, label: shown(name) })),
          ]}
          onChange={({ currentTarget: { value } }) => choose(value)}
        />
      )}
      {isPage(paths.newWorkspace) && (
        <NavLink
          component={Link}
          to={paths.newWorkspace}
          label={words.newWorkspace}
          active={isNew}
          aria-current={isNew ? 'page' : undefined}
          onClick={left}
          style={{ borderRadius: 8 }}
        />
      )}
    </Stack>
  );
};
