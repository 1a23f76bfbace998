import { Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Redirect } from '../../address.ts';
import { useRead } from '../../api/use-read.ts';
import { BarePage } from '../../look/page.tsx';
import { paths } from '../../paths.ts';
import { registration } from '../../registration/registration.ts';
import { useAccount } from '../../session/account.ts';
import { Shown } from '../../states/shown.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Confirming } from './confirming.tsx';
import { registerCodeTexts } from './texts.ts';
import { Unknown } from './unknown.tsx';
import { useFirstSignIn } from './use-first-sign-in.ts';

/** ID-1: the mailed code, in the browser that registered. A reload goes on where one was. */
export const Page = (): ReactNode => {
  const texts = useTexts(registerCodeTexts);
  const { isSuccess } = useAccount();
  const [isConfirmed, setConfirmed] = useState(false);
  const read = useRead(registration, { when: !isConfirmed });
  const enter = useFirstSignIn();
  if (isSuccess) return <Redirect to={paths.home} />;
  const confirmed = (email: string): void => {
    setConfirmed(true);
    void enter(email);
  };
  const isUnknown = read.error?.code === 'registration-unknown';
  return (
    <BarePage title={texts.title}>
      {isConfirmed ? (
        <Text role="status">{texts.confirmed}</Text>
      ) : isUnknown ? (
        <Unknown />
      ) : (
        <Shown read={read}>{(waiting) => <Confirming waiting={waiting} confirmed={confirmed} />}</Shown>
      )}
    </BarePage>
  );
};
