import { Alert, Anchor, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { FramedPage } from '../../look/page.tsx';
import { useAccount } from '../../session/account.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { useGrant } from './grant.ts';
import { isBefore, stepPaths, steps, verifyThen, type Step } from './steps.ts';
import styles from './steps.module.css';
import { cancelTexts } from './texts.ts';

type Given = Readonly<{ step: Step; children: ReactNode }>;

/** One step of Cancel Account, under the list of all four. */
export const StepPage = ({ step, children }: Given): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <FramedPage title={texts[`${step}Title`]} above={<Steps step={step} />}>
      {children}
    </FramedPage>
  );
};

/** A step that only whoever is verified comes to. */
export const VerifiedStepPage = ({ step, children }: Given): ReactNode => {
  const { data: account } = useAccount();
  const grant = useGrant(account?.accountId);
  const [came, setCame] = useState(false);
  if (account !== undefined && grant !== undefined && !came) setCame(true);
  if (account !== undefined && grant === undefined && !came)
    return <Redirect to={`${stepPaths.verify}?next=${step}`} />;
  return (
    <StepPage step={step}>
      <Stack gap="lg">
        {children}
        {account !== undefined && <VerifiedUntil step={step} until={grant?.until} />}
      </Stack>
    </StepPage>
  );
};

const Steps = ({ step: here }: Readonly<{ step: Step }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  return (
    <Stack gap="xs">
      <Text fw={600}>{texts.cancelAccount}</Text>
      <nav aria-label={texts.steps}>
        <ol className={styles['steps']}>
          {steps.map((step, index) => (
            <li key={step} className={styles['step']} aria-current={step === here ? 'step' : undefined}>
              <span className={styles['number']} aria-hidden>
                {isBefore(step, here) ? '✓' : index + 1}
              </span>
              <span className={styles['name']}>
                {isBefore(step, here) ? (
                  <Anchor component={Link} to={stepPaths[step]}>
                    {texts[`${step}Name`]}
                  </Anchor>
                ) : (
                  texts[`${step}Name`]
                )}
                {isBefore(step, here) && <VisuallyHidden>{texts.stepDone}</VisuallyHidden>}
              </span>
            </li>
          ))}
        </ol>
      </nav>
    </Stack>
  );
};

/** The time limit, said when it begins and when it is over, and how to have it again (WCAG 2.2.1). */
const VerifiedUntil = ({ step, until }: Readonly<{ step: Step; until: number | undefined }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const time = useTime();
  return (
    <div role="status">
      {until === undefined ? (
        <Alert color="yellow" variant="outline">
          <Group justify="space-between">
            <span>{texts.verificationOver}</span>
            <Button component={Link} {...verifyThen(step)} size="xs" variant="default">
              {texts.verifyAgain}
            </Button>
          </Group>
        </Alert>
      ) : (
        <Text size="xs" c="dimmed">
          {texts.verifiedUntil(time.clock(until))}
        </Text>
      )}
    </div>
  );
};
