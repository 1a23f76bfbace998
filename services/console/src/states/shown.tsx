import { Alert, Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { toSignIn } from '../paths.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { stateTexts } from './states.texts.ts';

type Given<Data> = Readonly<{
  read: Readonly<{
    data: NonNullable<Data> | undefined;
    error: Problem | null;
    isFetching: boolean;
    refetch: () => unknown;
  }>;
  /** The shape of what comes, so that nothing moves; three lines where it is absent. */
  skeleton?: ReactNode;
  children: (data: NonNullable<Data>) => ReactNode;
}>;

/** What was read, or why not: every page shows its data through this. */
export const Shown = <Data,>({ read, skeleton, children }: Given<Data>): ReactNode => {
  const { data, error, isFetching, refetch } = read;
  if (data === undefined && error === null) return <Loading>{skeleton}</Loading>;
  const again = isFetching ? undefined : () => void refetch();
  if (data === undefined)
    return (
      <ProblemNotice problem={error!} again={again}>
        {error?.code === 'session-ended' && <SignInAgain />}
      </ProblemNotice>
    );
  return (
    <>
      {error !== null && <ProblemNotice problem={error} again={again} />}
      {children(data)}
    </>
  );
};

const SignInAgain = (): ReactNode => (
  <Button size="xs" component="a" href={toSignIn(location.pathname + location.search)}>
    {useTexts(stateTexts).signIn}
  </Button>
);

/** Only what takes longer than 300 ms is worth a skeleton. */
const Loading = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const texts = useTexts(stateTexts);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      {late && <VisuallyHidden role="status">{texts.loading}</VisuallyHidden>}
      <div style={{ visibility: late ? 'visible' : 'hidden' }}>{children ?? <Lines />}</div>
    </div>
  );
};

const Lines = (): ReactNode => (
  <Stack gap="sm">
    <Skeleton height={20} width="60%" />
    <Skeleton height={20} />
    <Skeleton height={20} width="80%" />
  </Stack>
);

/** Nothing is there yet: what it is for, and the first step. */
export const Empty = ({ what, children }: Readonly<{ what: string; children?: ReactNode }>): ReactNode => (
  <Stack gap="sm" align="flex-start" py="lg">
    <span>{what}</span>
    {children}
  </Stack>
);

/** Said while the browser has no connection; gone by itself. */
export const Offline = (): ReactNode => {
  const texts = useTexts(stateTexts);
  const [online, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const change = (): void => setOnline(navigator.onLine);
    addEventListener('online', change);
    addEventListener('offline', change);
    return () => {
      removeEventListener('online', change);
      removeEventListener('offline', change);
    };
  }, []);
  return (
    <div role="status">
      {!online && (
        <Alert color="yellow" variant="outline">
          {texts.offline}
        </Alert>
      )}
    </div>
  );
};
