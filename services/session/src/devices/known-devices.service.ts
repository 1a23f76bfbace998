import { mostAccountsOfDevice, type KnownDevice } from '@lethe/contracts';
import { dayMs, instantAfter } from '@lethe/deciding';
import { readSessions } from '../account-sessions.ts';
import type { SessionKit } from '../session-kit.ts';
import { isLocked } from '../sessions.ts';
import { hashOf, tokenOf } from '../tokens.ts';
import { deviceRows } from './device-rows.ts';

export type DevicesKit = Pick<SessionKit, 'database' | 'journal' | 'sealing' | 'clock' | 'settings'>;

type SignedIn = Readonly<{ accountId: string; commandId: string; token: string | undefined }>;

export interface Devices {
  /** What a browser showed. Undefined where that is nothing, or is made up. */
  known(token: string | undefined): Promise<KnownDevice | undefined>;
  /**
   * Somebody is signed in there now. A browser that is known already keeps its token, so that several accounts are known in
   * it; else it comes out of the command, so that a sign-in sent again gets the same one.
   * @returns what the browser keeps.
   */
  remember(signedIn: SignedIn): Promise<Readonly<{ token: string; expiresAt: string }>>;
  forgetOld(): Promise<void>;
}

export const devices = (kit: DevicesKit): Devices => {
  const { sealing, clock, settings } = kit;
  const rows = deviceRows(kit.database);
  const keptMs = settings.LETHE_SESSION_DEVICE_DAYS * dayMs;
  const after = (ms: number): string => instantAfter(clock(), ms);
  const digestOf = (token: string): string => hashOf(sealing, 'known-device', token);

  const known: Devices['known'] = async (token) => {
    if (token === undefined) return undefined;
    const digest = digestOf(token);
    const accountIds = await rows.accountsOf(digest, { since: after(-keptMs), atMost: mostAccountsOfDevice });
    return accountIds.length === 0 ? undefined : { digest, accountIds };
  };

  return {
    known,
    remember: async ({ accountId, commandId, token: shown }) => {
      const isKnown = (await known(shown)) !== undefined;
      const token = shown !== undefined && isKnown ? shown : tokenOf(sealing, 'known-device', commandId);
      const isNew = await rows.note({ device: digestOf(token), accountId, at: clock() });
      // Whoever is locked out by now may be cleared already: what comes this late leaves nothing behind.
      if (isNew && isLocked(await readSessions(kit.journal, accountId))) await rows.forget(accountId);
      return { token, expiresAt: after(keptMs) };
    },
    forgetOld: () => rows.forgetBefore(after(-keptMs)),
  };
};
