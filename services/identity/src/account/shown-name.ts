import { readable, type Account } from './account.ts';

/** Nobody is shown after the point of no return, even while the name could still be read. */
export const shownName = (account: Account): string | null => {
  if (account.status === 'unregistered' || account.status === 'final') return null;
  return readable(account.username) ?? null;
};
