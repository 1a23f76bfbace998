import { RaiseFloor } from '@lethe/contracts';
import type { DueHandler } from '@lethe/saga';
import { factorsFold } from '../factors.ts';
import { factorsFromSnapshot, type MfaKit } from '../mfa-kit.ts';
import { factorsStream } from '../factors.events.ts';

/** Milliseconds: the person waits for it, and it stays owed. */
const deadlineMs = 2_000;

/** SES-3: to the newest revision, whichever it was owed for. It is the same command as often as it is asked for that one. */
export const raisingFloor =
  ({ journal, calls }: Pick<MfaKit, 'journal' | 'calls'>): DueHandler =>
  async (accountId) => {
    const { revision, changedIn } = await journal.state(factorsStream(accountId), factorsFold, factorsFromSnapshot);
    const kept = changedIn === undefined ? {} : { kept: changedIn };
    await calls.ask(
      RaiseFloor,
      { accountId, revision, ...kept },
      { key: `${accountId}/${String(revision)}`, deadlineMs },
    );
    return 'done';
  };
