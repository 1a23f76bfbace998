import type { Route } from '../api/route.ts';

const descriptions: Readonly<Record<string, string>> = {
  account: 'The account of whoever is signed in: profile, second factors, cancellation.',
  agreements: 'What a person agrees to.',
  cancellations: 'The state of a cancellation, for whoever holds its link; no account is needed.',
  invitations: 'Invitations to a workspace, for whoever got one.',
  'password-resets': 'From a forgotten password to another one.',
  registrations: 'From an address to an account.',
  service: 'What this installation is.',
  sessions: 'Signing in and out, and where somebody is signed in.',
  staff: 'For staff, signed in with a second factor.',
  tickets: 'Questions to the service desk.',
  workspaces: 'Workspaces, their members and their owner.',
};

export const tagOf = ({ path }: Route): string => path.split('/')[2] ?? '';

/** @throws Error for a tag without a description. */
export const tagsOf = (routes: readonly Route[]): readonly object[] =>
  [...new Set(routes.map(tagOf))].toSorted().map((name) => {
    const description = descriptions[name];
    if (description === undefined) throw new Error(`The tag ${name} has no description.`);
    return { name, description };
  });
