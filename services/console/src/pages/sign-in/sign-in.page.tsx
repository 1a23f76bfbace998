import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useChanged } from '../../api/use-read.ts';
import { Redirect, useSearch } from '../../address.ts';
import { BarePage } from '../../look/page.tsx';
import { paths, placeWithin } from '../../paths.ts';
import { account, useAccount } from '../../session/account.ts';
import { SignInForm } from '../../session/sign-in-form.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { isPage } from '../known.ts';
import { signInTexts } from './texts.ts';

/** Where whoever has no session comes; from here one goes back to where one was. */
export const Page = (): ReactNode => {
  const texts = useTexts(signInTexts);
  const [back] = useSearch('back');
  const { isSuccess } = useAccount();
  const changed = useChanged();
  if (isSuccess) return <Redirect to={placeWithin(back) ?? paths.home} />;
  return (
    <BarePage title={texts.title}>
      <SignInForm name="sign-in" signedIn={() => void changed(account.queryKey)} />
      {isPage(paths.register) && <Anchor href={paths.register}>{texts.register}</Anchor>}
    </BarePage>
  );
};
