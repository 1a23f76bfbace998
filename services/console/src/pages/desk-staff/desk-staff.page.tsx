import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { FramedPage } from '../../look/page.tsx';
import { useAccount } from '../../session/account.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Invitations } from './invitations.tsx';
import { Invite } from './invite.tsx';
import { Members } from './members.tsx';
import { deskStaffTexts } from './texts.ts';

/** Who is of the staff and with which role, who is invited, and inviting. */
export const Page = (): ReactNode => {
  const texts = useTexts(deskStaffTexts);
  const { data: account } = useAccount();
  const isAdministrator = account?.staffRole === 'administrator';
  return (
    <FramedPage title={texts.title} wide>
      <Members me={account?.accountId} mayChange={isAdministrator} />
      {isAdministrator ? (
        <>
          <Invitations />
          <Invite />
        </>
      ) : (
        <Text c="dimmed">{texts.onlyAdministrators}</Text>
      )}
    </FramedPage>
  );
};
