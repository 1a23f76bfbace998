/**
 * How often something that sign-ins are decided on has changed (SES-3), and the session of the newest change: all changes
 * since that revision were made in it. None, where the newest one was made in no session.
 */
export type Revised = Readonly<{
  revision: number;
  changedIn: Readonly<{ sessionId: string; since: number }> | undefined;
}>;

export const unrevised: Revised = { revision: 0, changedIn: undefined };

export const revise = ({ revision, changedIn }: Revised, sessionId?: string): Revised => {
  const next = revision + 1;
  if (sessionId === undefined) return { revision: next, changedIn: undefined };
  return { revision: next, changedIn: changedIn?.sessionId === sessionId ? changedIn : { sessionId, since: revision } };
};
