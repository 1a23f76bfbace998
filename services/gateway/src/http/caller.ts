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

/**
 * On whose behalf the call goes on: the person of a live session, or the browser.
 * Undefined where a person is needed and there is no live session.
 */
export const behalfOf = async (
  calls: Calls,
  as: Audience,
  { sessionToken, browser, background }: Visitor,
): Promise<Pick<How, 'as' | 'browser'> | undefined> => {
  if (as === 'browser') return { browser };
  const token = sessionToken === undefined ? undefined : await personToken(calls, sessionToken, background);
  if (token !== undefined) return { as: token };
  return as === 'anyone' ? { browser } : undefined;
};

/** Whatever somebody put into the cookie: what cannot be a token stands for nobody. */
const personToken = async (calls: Calls, token: string, background: boolean): Promise<string | undefined> => {
  if (!CheckSession.input.shape.token.safeParse(token).success) return undefined;
  const session = await calls.ask(CheckSession, { token, background });
  return isRefusal(session) ? undefined : session.personToken;
};
