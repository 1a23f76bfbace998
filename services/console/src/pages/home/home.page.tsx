import { Button, Loader } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { useRead } from '../../api/use-read.ts';
import { FramedPage } from '../../look/page.tsx';
import { paths, pathTo } from '../../paths.ts';
import { Empty, Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useWorkspace, workspacesInBackground } from '../../workspaces/use-workspace.ts';
import { keptInvitation } from '../../workspaces/kept-invitation.ts';
import { homeTexts } from './texts.ts';

/** Where one begins after signing in: the invitation that one came for, else the workspace one works in. */
export const Page = (): ReactNode => {
  const { read, workspaceId } = useWorkspace();
  const [invitation] = useState(keptInvitation.read);
  if (invitation !== undefined) return <Redirect to={`${paths.invitation}#${invitation}`} />;
  if (workspaceId !== undefined && read.data !== undefined)
    return <Redirect to={pathTo(paths.members, { workspaceId })} />;
  return <Shown read={read}>{() => <Waiting />}</Shown>;
};

const mostMs = 10_000;

/** The first workspace comes by itself, soon after the account (ID-1). Whoever left them all makes another. */
const Waiting = (): ReactNode => {
  const texts = useTexts(homeTexts);
  const [late, setLate] = useState(false);
  useRead(workspacesInBackground, { every: late ? undefined : 1000 });
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), mostMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <FramedPage title={texts.title}>
      <Empty what={late ? texts.none : texts.making}>
        {late ? (
          <Button component={Link} to={paths.newWorkspace}>
            {texts.newWorkspace}
          </Button>
        ) : (
          <Loader size={20} aria-hidden />
        )}
      </Empty>
    </FramedPage>
  );
};
