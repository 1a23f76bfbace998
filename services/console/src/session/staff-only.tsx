import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { readFactors, readSession, signOut } from '../api/generated/sdk.gen.ts';
import { useAction } from '../api/use-action.ts';
import { reading, useRead } from '../api/use-read.ts';
import { paths, toSignIn } from '../paths.ts';
import { ProblemNotice } from '../states/problem-notice.tsx';
import { Shown } from '../states/shown.tsx';
import { FramedPage } from '../look/page.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { useAccount } from './account.ts';
import { sessionTexts } from './session.texts.ts';

const session = reading(['session'], () => readSession());
const factors = reading(['factors'], () => readFactors());

type Given = Readonly<{ children: ReactNode }>;

/** Pages of the staff; the server decides, this only says so early. */
export const StaffOnly = ({ children }: Given): ReactNode => {
  const texts = useTexts(sessionTexts);
  return (
    <Shown read={useAccount()}>
      {({ staffRole }) =>
        staffRole === undefined ? (
          <FramedPage title={texts.adminConsole}>
            <Alert color="yellow" variant="outline">
              {texts.staffOnly}
            </Alert>
          </FramedPage>
        ) : (
          <WithFactor>{children}</WithFactor>
        )
      }
    </Shown>
  );
};

/** MFA-2: staff act with a second factor only, given in this session. */
const WithFactor = ({ children }: Given): ReactNode => (
  <Shown read={useRead(session)}>{({ secondFactor }) => (secondFactor ? children : <FactorNeeded />)}</Shown>
);

const FactorNeeded = (): ReactNode => {
  const texts = useTexts(sessionTexts);
  return (
    <FramedPage title={texts.adminConsole}>
      <Alert color="yellow" variant="outline" title={texts.factorNeeded}>
        <Shown read={useRead(factors)}>
          {({ totp }) => (
            <Stack align="flex-start">
              <Text>{totp ? texts.factorNotGiven : texts.factorMissing}</Text>
              {totp ? (
                <SignInWithFactor />
              ) : (
                <Button component="a" href={paths.security}>
                  {texts.setUpFactor}
                </Button>
              )}
            </Stack>
          )}
        </Shown>
      </Alert>
    </FramedPage>
  );
};

/** The session began before the factor was bound: a new one is asked for it. */
const SignInWithFactor = (): ReactNode => {
  const texts = useTexts(sessionTexts);
  const action = useAction(signOut, { done: () => location.assign(toSignIn(location.pathname + location.search)) });
  return (
    <>
      {action.problem !== undefined && <ProblemNotice problem={action.problem} />}
      <Button onClick={() => void action.run({})} aria-disabled={action.isRunning}>
        {texts.signInWithFactor}
      </Button>
    </>
  );
};
