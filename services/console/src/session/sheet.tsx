import { Button, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf } from '../api/client.ts';
import { readProfile } from '../api/generated/sdk.gen.ts';
import { paths } from '../paths.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { account, type Account } from './account.ts';
import type { useAsked } from './needs.ts';
import { sessionTexts } from './session.texts.ts';
import { SignInForm } from './sign-in-form.tsx';
import { VerifyForm } from './verify-form.tsx';

/** Over the page, which stays as it is: what is asked for before the person's request can go on. */
export const Sheet = ({ asked }: Readonly<{ asked: NonNullable<ReturnType<typeof useAsked>> }>): ReactNode => {
  const texts = useTexts(sessionTexts);
  const queries = useQueryClient();
  const known = queries.getQueryData<Account>(account.queryKey);
  const signsIn = asked.need === 'sign-in';
  /** Another account must not do what this one began. */
  const signedIn = async (): Promise<void> => {
    const now = await answerOf(readProfile());
    if (known !== undefined && now.accountId !== known.accountId) location.assign(paths.home);
    else asked.settle(true);
  };
  return (
    <Modal
      opened
      onClose={() => asked.settle(false)}
      title={signsIn ? texts.sessionOver : texts.verify}
      centered
      styles={{ title: { fontWeight: 600 } }}
      closeButtonProps={{ 'aria-label': texts.close }}
    >
      <Stack>
        <Text>{signsIn ? texts.sessionOverHelp : texts.verifyHelp}</Text>
        {signsIn ? (
          <SignInForm name="session-over" email={known?.email} signedIn={() => void signedIn()} />
        ) : (
          <VerifyForm email={known?.email ?? ''} verified={() => asked.settle(true)} />
        )}
        <Button variant="subtle" color="gray" onClick={() => asked.settle(false)}>
          {texts.notNow}
        </Button>
      </Stack>
    </Modal>
  );
};
