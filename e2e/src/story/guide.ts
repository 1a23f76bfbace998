import type { Confirmed } from './cancelling.ts';
import type { Person } from './person.ts';

export type Guided = Readonly<{
  owner: Person;
  workspaceId: string;
  staff: Person;
  underWay: Readonly<{ person: Person; confirmed: Confirmed }>;
  finished: Readonly<{ person: Person; confirmed: Confirmed }>;
}>;

const signInAs = ({ email, password, factor }: Person): readonly string[] => [
  `    email     ${email}`,
  `    password  ${password}`,
  ...(factor === undefined
    ? []
    : [
        `    secret    ${factor.secret}   for an authenticator app; a new code is taken after a minute, codes work once`,
        `              ${factor.otpauthUri}`,
        `    recovery  ${factor.recoveryCodes.join('  ')}   each instead of a code, once`,
      ]),
];

/** What there is to look at, and who to sign in as. */
export const guide = (url: string, { owner, workspaceId, staff, underWay, finished }: Guided): readonly string[] => [
  `Sign in at ${url}/sign-in as the owner of a workspace:`,
  ...signInAs(owner),
  `    ${url}/settings/user-information`,
  `    ${url}/settings/security`,
  `    ${url}/workspaces/${workspaceId}/members`,
  `    ${url}/workspaces/${workspaceId}/settings`,
  `    ${url}/tickets`,
  `    ${url}/cancel`,
  '',
  'Or, in a private window, as an administrator of the staff:',
  ...signInAs(staff),
  `    ${url}/admin/cancellations`,
  `    ${url}/admin/cancellations/${underWay.person.accountId}   under way`,
  `    ${url}/admin/cancellations/${finished.person.accountId}   completed`,
  `    ${url}/admin/tickets`,
  `    ${url}/admin/staff`,
  '',
  'Without an account, by the link that was mailed:',
  `    ${underWay.confirmed.statusUrl}   a ticket is still open`,
  `    ${finished.confirmed.statusUrl}   with the certificate`,
  `    ${url}/dev/mailbox   every mail that was sent`,
];
