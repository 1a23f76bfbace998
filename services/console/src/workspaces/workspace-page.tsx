import { Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { usePathParameter } from '../address.ts';
import { Problem } from '../api/problem.ts';
import { useRead } from '../api/use-read.ts';
import { FramedPage } from '../look/page.tsx';
import { isPage } from '../pages/known.ts';
import { paths } from '../paths.ts';
import { ProblemNotice } from '../states/problem-notice.tsx';
import { Shown } from '../states/shown.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { useShownName } from './use-shown-name.ts';
import { chooseWorkspace } from './use-workspace.ts';
import { workspaceOf, type Workspace } from './workspace.ts';
import { workspaceTexts } from './workspaces.texts.ts';

type Given = Readonly<{
  title: string;
  wide?: boolean;
  /** `ended` says what happened to the workspace, or to one's place in it, where the page was. */
  children: (workspace: Workspace, ended: (what: string) => void) => ReactNode;
}>;

/** A closed workspace, one that never was and one of others are the same to whoever asks. */
const goneCodes = new Set<string>(['workspace-unknown', 'invalid-input', 'not-found']);

/** A page about the workspace of the address: its name and one's role there, or that it is not there (any more). */
export const WorkspacePage = ({ title, wide = false, children }: Given): ReactNode => {
  const workspaceId = usePathParameter('workspaceId');
  return <PageOf key={workspaceId} {...{ workspaceId, title, wide, children }} />;
};

const PageOf = ({ workspaceId, title, wide, children }: Given & Readonly<{ workspaceId: string }>): ReactNode => {
  const texts = useTexts(workspaceTexts);
  const shown = useShownName();
  const read = useRead(workspaceOf(workspaceId));
  const [end, setEnd] = useState<string>();
  const { isSuccess, error } = read;
  useEffect(() => {
    if (isSuccess) chooseWorkspace(workspaceId);
  }, [isSuccess, workspaceId]);
  if (end !== undefined)
    return (
      <FramedPage key="end" title={end}>
        <ElsewhereLinks />
      </FramedPage>
    );
  const isGone = error !== null && goneCodes.has(error.code);
  return (
    <FramedPage title={title} wide={wide ?? false}>
      {isGone ? (
        <ProblemNotice problem={asUnknown(error)}>
          <ElsewhereLinks />
        </ProblemNotice>
      ) : (
        <Shown read={read}>
          {(workspace) => (
            <>
              <Text mt={-16}>
                <Text span fw={600}>
                  <bdi>{shown(workspace.name)}</bdi>
                </Text>
                <br />
                {texts[workspace.role]}
              </Text>
              {children(workspace, setEnd)}
            </>
          )}
        </Shown>
      )}
    </FramedPage>
  );
};

const asUnknown = (error: Problem): Problem => new Problem('workspace-unknown', { status: error.status });

const ElsewhereLinks = (): ReactNode => {
  const texts = useTexts(workspaceTexts);
  return (
    <Group gap="xs">
      <Button component={Link} to={paths.home} size="xs">
        {texts.myWorkspaces}
      </Button>
      {isPage(paths.newWorkspace) && (
        <Button component={Link} to={paths.newWorkspace} size="xs" variant="default">
          {texts.newWorkspace}
        </Button>
      )}
    </Group>
  );
};
