import { CheckSession } from '@lethe/contracts';
import type { Calls, How } from '@lethe/bus';
import { isRefusal } from '@lethe/deciding';
import type { Audience } from '../api/route.ts';

export type Visitor = Readonly<{
  sessionToken: string | undefined;
  browser: string;
  /** Polling of the page, not of the person: it does not keep the session alive (SES-4). */
  background: boolean;
}>;

/** `accountId` is there for a live session. */
export type Behalf = Pick<How, 'as' | 'browser'> & Readonly<{ accountId?: string }>;

/**
 * On whose behalf the call goes on: the person of a live session, or the browser.
 * Undefined where a person is needed and there is no live session.
 */
export const behalfOf = async (
  calls: Calls,
  as: Audience,
  { sessionToken, browser, background }: Visitor,
): Promise<Behalf | undefined> => {
  if (as === 'browser') return { browser };
  const person = sessionToken === undefined ? undefined : await personOf(calls, sessionToken, background);
  if (person !== undefined) return person;
  return as === 'anyone' ? { browser } : undefined;
};

/** Whatever somebody put into the cookie: what cannot be a token stands for nobody. */
const personOf = async (calls: Calls, token: string, background: boolean): Promise<Behalf | undefined> => {
  if (!CheckSession.input.shape.token.safeParse(token).success) return undefined;
  const session = await calls.ask(CheckSession, { token, background });
  return isRefusal(session) ? undefined : { as: session.personToken, accountId: session.accountId };
};
