import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useSearch } from '../../address.ts';
import { readFactors } from '../../api/generated/sdk.gen.ts';
import { reading, useRead } from '../../api/use-read.ts';
import { useAccount } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { useTime } from '../../time/use-time.ts';
import { useGrant, type Grant } from './grant.ts';
import { StepPage } from './step-page.tsx';
import { nextOf, stepPaths } from './steps.ts';
import { cancelTexts } from './texts.ts';
import { VerifyForm } from './verify-form.tsx';

const factors = reading(['factors'], () => readFactors());

/** Step 1: prove who it is, by one of the account's ways, the second factor in the same step (CAN-2). */
export const Page = (): ReactNode => {
  const texts = useTexts(cancelTexts);
  const account = useAccount();
  const read = useRead(factors);
  const grant = useGrant(account.data?.accountId);
  const [again, setAgain] = useState(false);
  return (
    <StepPage step="verify">
      <Stack gap="lg">
        <Text>{texts.nothingYet}</Text>
        <Shown read={account}>
          {({ accountId, email }) =>
            grant !== undefined && !again ? (
              <Verified grant={grant} again={() => setAgain(true)} />
            ) : (
              <Shown read={read}>
                {({ totp }) => <VerifyForm accountId={accountId} email={email} hasFactor={totp} />}
              </Shown>
            )
          }
        </Shown>
      </Stack>
    </StepPage>
  );
};

/** Whoever comes back need not do it twice. */
const Verified = ({ grant, again }: Readonly<{ grant: Grant; again: () => void }>): ReactNode => {
  const texts = useTexts(cancelTexts);
  const time = useTime();
  const [next] = useSearch('next');
  return (
    <Stack>
      <Alert color="accent" variant="outline">
        {texts.verifiedAlready(time.clock(grant.until))}
      </Alert>
      <Group>
        <Button component={Link} to={stepPaths[nextOf(next)]}>
          {texts.goOn}
        </Button>
        <Button variant="subtle" color="gray" onClick={again}>
          {texts.verifyAgain}
        </Button>
      </Group>
    </Stack>
  );
};
