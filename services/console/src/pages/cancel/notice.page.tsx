import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import type { CancellationNotice } from '../../api/generated/types.gen.ts';
import { useRead } from '../../api/use-read.ts';
import { useAccount } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useShownName } from '../../workspaces/use-shown-name.ts';
import { useTime } from '../../time/use-time.ts';
import { NoticedTickets } from './noticed-tickets.tsx';
import { preCheck } from './pre-check.ts';
import { VerifiedStepPage } from './step-page.tsx';
import { StillSeen } from './still-seen.tsx';
import { stepPaths } from './steps.ts';
import styles from './steps.module.css';
import { cancelTexts } from './texts.ts';

/** Step 3: what will happen, in this account's own figures (CAN-4). */
export const Page = (): ReactNode => (
  <VerifiedStepPage step="notice">
    <Shown read={useRead(preCheck)}>
      {({ blockers, notice }) =>
        blockers.length > 0 ? <Redirect to={stepPaths.blockers} /> : <Notice notice={notice} />
      }
    </Shown>
  </VerifiedStepPage>
);

type Given = Readonly<{ notice: CancellationNotice }>;

const Notice = ({ notice }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <Stack gap="lg">
      <SignInEnds notice={notice} />
      <InformationGoes notice={notice} />
      <Block title={texts.ticketsClose}>
        <NoticedTickets notice={notice} />
      </Block>
      <WhenFinal notice={notice} />
      <Kept notice={notice} />
      <Group>
        <Button component={Link} to={stepPaths.confirm}>
          {texts.understood}
        </Button>
        <Button component={Link} to={stepPaths.blockers} variant="subtle" color="gray">
          {texts.back}
        </Button>
      </Group>
    </Stack>
  );
};

const Block = ({ title, children }: Readonly<{ title: string; children: ReactNode }>): ReactNode => (
  <Paper withBorder p="md" component="section">
    <Stack gap="xs">
      <Title order={2} size="h3">
        {title}
      </Title>
      {children}
    </Stack>
  </Paper>
);

const SignInEnds = ({ notice: { sessionsEnded, secondFactorRemoved } }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  const { data: account } = useAccount();
  return (
    <Block title={texts.signInEnds}>
      <ul className={styles['facts']}>
        <li>{texts.sessionsEnd(sessionsEnded)}</li>
        {secondFactorRemoved && <li>{texts.factorGoes}</li>}
        {account !== undefined && <li>{texts.emailFree(account.email)}</li>}
      </ul>
    </Block>
  );
};

const InformationGoes = ({ notice: { workspacesLeft, workspaces } }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  const shown = useShownName();
  const more = workspacesLeft - workspaces.length;
  return (
    <Block title={texts.informationGoes}>
      <Text>{texts.workspacesLeft(workspacesLeft)}</Text>
      {workspaces.length > 0 && (
        <ul className={styles['facts']}>
          {workspaces.map(({ workspaceId, name }) => (
            <li key={workspaceId}>
              <bdi>{shown(name)}</bdi>
            </li>
          ))}
          {more > 0 && <li>{texts.andMore(more)}</li>}
        </ul>
      )}
      <StillSeen>{texts.othersSeeMembers}</StillSeen>
    </Block>
  );
};

const WhenFinal = ({ notice: { holdBackDays, finalAt } }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  const time = useTime();
  return (
    <Block title={texts.whenFinal}>
      <Text>{holdBackDays === 0 ? texts.finalAtOnce : texts.finalLater(time.instant(finalAt), holdBackDays)}</Text>
    </Block>
  );
};

const Kept = ({ notice: { keyBackUpDays } }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <Block title={texts.kept}>
      <ul className={styles['facts']}>
        <li>{texts.keptEvents}</li>
        <li>{texts.keptBackUps(keyBackUpDays)}</li>
        <li>{texts.keptLaw}</li>
      </ul>
    </Block>
  );
};
