import { RaiseFloor } from '@lethe/contracts';
import type { DueHandler } from '@lethe/saga';
import { accountFold } from '../account/account.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { accountStream } from '../account/account.events.ts';

/** Milliseconds: somebody waits for it, and it stays owed. */
const deadlineMs = 2_000;

/** SES-3: to the newest revision, whichever it was owed for. It is the same command as often as it is asked for that one. */
export const raisingFloor =
  ({ journal, calls }: Pick<IdentityKit, 'journal' | 'calls'>): DueHandler =>
  async (accountId) => {
    const account = await journal.state(accountStream(accountId), accountFold);
    if (account.status === 'unregistered') return 'done';
    const { revision, changedIn } = account;
    const kept = changedIn === undefined ? {} : { kept: changedIn };
    const key = `${accountId}/${String(revision)}`;
    await calls.ask(RaiseFloor, { accountId, revision, ...kept }, { key, deadlineMs });
    return 'done';
  };
