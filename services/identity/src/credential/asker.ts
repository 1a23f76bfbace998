import type { PersonClaims } from '@lethe/bus';
import type { AskerKind, CheckCredentials, InputOf } from '@lethe/contracts';

/** Who tries a password, and so for whom a wrong one counts (ID-2a). A session is the one that its token proves. */
export type Asker =
  | Readonly<{ kind: 'session'; accountId: string; sessionId: string }>
  | Readonly<{ kind: 'device'; accountId: string; device: string }>
  | Readonly<{ kind: 'stranger'; address: string; network: string | undefined }>;

export const inSession = ({ accountId, sessionId }: Pick<PersonClaims, 'accountId' | 'sessionId'>): Asker => ({
  kind: 'session',
  accountId,
  sessionId,
});

type From = InputOf<typeof CheckCredentials>['from'];

/** A device is known to the accounts that were signed in to there, and a stranger to all others. */
export const signingIn = ({ network, device }: From, address: string, holder: string): Asker =>
  device?.accountIds.includes(holder) === true
    ? { kind: 'device', accountId: holder, device: device.digest }
    : { kind: 'stranger', address, network };

/** Where one waits for a password to be hashed: beside others of the same kind, and there in a line of one's own. */
export type Line = Readonly<{ kind: AskerKind; key: string }>;

export const lineOf = (asker: Asker): Line =>
  asker.kind === 'stranger' ? strangersFrom(asker.network) : { kind: asker.kind, key: asker.accountId };

export const strangersFrom = (network: string | undefined): Line => ({ kind: 'stranger', key: network ?? '' });

/** Whoever holds an invitation is no stranger, and waits for none. */
export const invited = (invitationId: string): Line => ({ kind: 'device', key: invitationId });
