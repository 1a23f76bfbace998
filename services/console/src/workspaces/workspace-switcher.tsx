import { NativeSelect } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import { frameTexts } from '../frame/frame.texts.ts';
import { paths, pathTo } from '../paths.ts';
import { isPage } from '../pages/known.ts';
import { chooseWorkspace, useWorkspace } from './use-workspace.ts';

/** Which workspace the bar's links are about. Within one, choosing another goes to its members. */
export const WorkspaceSwitcher = (): ReactNode => {
  const texts = useTexts(frameTexts);
  const { all, workspaceId } = useWorkspace();
  const within = 'workspaceId' in useParams({ strict: false });
  const navigate = useNavigate();
  if (all.length === 0) return null;
  return (
    <NativeSelect
      aria-label={texts.workspace}
      value={workspaceId ?? ''}
      data={all.map(({ workspaceId: value, name }) => ({ value, label: name ?? value }))}
      onChange={({ currentTarget: { value } }) => {
        chooseWorkspace(value);
        if (within && isPage(paths.members)) void navigate({ to: pathTo(paths.members, { workspaceId: value }) });
      }}
    />
  );
};
