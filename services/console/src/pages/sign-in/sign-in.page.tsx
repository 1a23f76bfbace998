import { Alert, Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useChanged } from '../../api/use-read.ts';
import { Redirect, useSearch } from '../../address.ts';
import { useService } from '../../brand/service.ts';
import { BarePage } from '../../look/page.tsx';
import { paths, placeWithin } from '../../paths.ts';
import { account, useAccount } from '../../session/account.ts';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { signInTexts } from './texts.ts';

/** Where whoever has no session comes; from here one goes back to where one was. */
export const Page = (): ReactNode => {
  const texts = useTexts(signInTexts);
  const [back] = useSearch('back');
  const [registered] = useSearch('registered');
  const [reset] = useSearch('reset');
  const { isSuccess } = useAccount();
  const { data: service } = useService();
  const changed = useChanged();
  if (isSuccess) return <Redirect to={placeWithin(back) ?? paths.home} />;
  return (
    <BarePage title={texts.title}>
      {registered !== undefined && <Text role="status">{texts.registered}</Text>}
      {reset !== undefined && <Text role="status">{texts.reset}</Text>}
      <SignInForm name="sign-in" signedIn={() => void changed(account.queryKey)} />
      <Anchor component={Link} to={paths.forgotPassword}>
        {texts.forgotten}
      </Anchor>
      {service?.plan !== 'deployment' && (
        <Anchor component={Link} to={paths.register}>
          {texts.register}
        </Anchor>
      )}
      {service?.firstRun === true && (
        <Alert color="gray" variant="outline">
          {texts.firstRun}
        </Alert>
      )}
    </BarePage>
  );
};
