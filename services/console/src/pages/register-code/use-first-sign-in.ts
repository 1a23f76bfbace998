import { useNavigate } from '@tanstack/react-router';
import { signIn } from '../../api/generated/sdk.gen.ts';
import { useAction } from '../../api/use-action.ts';
import { keepInForm } from '../../forms/use-kept-form.ts';
import { paths } from '../../paths.ts';
import { takePassword } from '../../registration/registration.ts';
import { account } from '../../session/account.ts';

/**
 * Once the account is there: signs in with the password that was typed a moment ago, or leads to sign-in with the address
 * filled in where the page was loaded anew meanwhile.
 */
export const useFirstSignIn = (): ((email: string) => Promise<void>) => {
  const navigate = useNavigate();
  const { run } = useAction(signIn, { changes: [account.queryKey] });
  return async (email) => {
    const password = takePassword();
    const answer = password === undefined ? undefined : await run({ body: { email, password } });
    if (answer?.state === 'signed-in') return;
    keepInForm('sign-in', { email });
    await navigate({ to: paths.signIn, search: { registered: 'yes' } as never });
  };
};
