import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { Redirect } from '../address.ts';
import { toSignIn } from '../paths.ts';
import { useLanguage } from '../texts/use-texts.tsx';
import { isLanguage } from '../texts/language.ts';
import { TimeZoneContext } from '../time/use-time.ts';
import { useAccount, type Account } from './account.ts';
import { placeOfCancelled, useCancelledElsewhere } from './cancelled.ts';
import { noteSignedIn, useAsked } from './needs.ts';

const Sheet = lazy(async () => ({ default: (await import('./sheet.tsx')).Sheet }));

/** What the account's settings say once they have a language and a time zone. */
const settingsOf = (account: Account | undefined): Readonly<Record<string, unknown>> => account ?? {};

/** Around every page: language and zone of whoever is signed in, and the sheets that ask in place. */
export const Session = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const { data, isSuccess } = useAccount();
  const { follow } = useLanguage();
  const asked = useAsked();
  const { language, timeZone } = settingsOf(data);
  useEffect(() => noteSignedIn(isSuccess), [isSuccess]);
  useCancelledElsewhere(data?.accountId);
  useEffect(() => follow(isLanguage(language) ? language : undefined), [follow, language]);
  return (
    <TimeZoneContext value={typeof timeZone === 'string' ? timeZone : undefined}>
      {children}
      {asked !== undefined && (
        <Suspense>
          <Sheet asked={asked} />
        </Suspense>
      )}
    </TimeZoneContext>
  );
};

/**
 * Pages of somebody: whoever comes without a session signs in first, and comes back to where they wanted to go. Whose
 * account is being cancelled goes to its page: at first the session lives on for a moment, and the account does not.
 */
export const SignedIn = ({ children }: Readonly<{ children: ReactNode }>): ReactNode => {
  const { data, error } = useAccount();
  const { href } = useLocation();
  if (data !== undefined) return children;
  const cancelled = placeOfCancelled();
  if (error?.code === 'account-not-active' && cancelled !== undefined) return <Redirect to={cancelled} />;
  return error?.code === 'session-ended' ? <Redirect to={cancelled ?? toSignIn(href)} /> : children;
};
