import { Answers, type CallContext } from '@lethe/bus';
import { CountSessions, LockSessions, ReadSession, UnlockSessions, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { AccountGone, type Unit } from '@lethe/journal';
import { CLOCK, DATABASE, JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { loadSessions, readSessions, recordSessions } from '../account-sessions.ts';
import { lastSeenOfAccount } from '../lifetime/activity.view.ts';
import { liveSessions } from '../lifetime/live-sessions.ts';
import { durationsOf } from '../session.config.ts';
import type { SessionKit } from '../session-kit.ts';
import type { SessionsEvent } from '../sessions.events.ts';
import type { Session } from '../sessions.ts';
import { lockAccount } from './lock-account.ts';
import { unlockAccount } from './unlock-account.ts';

@Controller()
export class LockingController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
  ) {}

  @Answers(LockSessions)
  lock({ accountId, attempt }: InputOf<typeof LockSessions>, { command }: CallContext) {
    const { journal, database, clock, settings } = this;
    return journal.handle(
      command,
      async (unit) => {
        const sessions = await loadSessions(unit, accountId);
        const lastSeen = await lastSeenOfAccount(database, accountId);
        const data = { accountId, attempt, lastSeen, inForce: durationsOf(settings), at: clock() };
        const decision = lockAccount({ type: 'LockAccount', data }, sessions);
        if (isRefusal(decision)) return decision;
        await recordSessions(unit, accountId, decision);
        return undefined;
      },
      (events) => ({ ended: events.find((event) => event.type === 'AllSessionsEnded')?.data.live ?? 0 }),
    );
  }

  /** Of an account that is gone by a later attempt there is nothing to undo: an earlier one must not be owed for ever. */
  @Answers(UnlockSessions)
  async unlock({ accountId, attempt }: InputOf<typeof UnlockSessions>, { command }: CallContext) {
    const { journal, clock } = this;
    const work = async (unit: Unit<SessionsEvent>): Promise<void> => {
      const sessions = await loadSessions(unit, accountId);
      const data = { accountId, attempt, at: clock() };
      await recordSessions(unit, accountId, unlockAccount({ type: 'UnlockAccount', data }, sessions));
    };
    try {
      return await journal.handle(command, work, () => ({}));
    } catch (error) {
      if (error instanceof AccountGone) return {};
      throw error;
    }
  }

  @Answers(CountSessions)
  async count({ accountId }: InputOf<typeof CountSessions>) {
    return { live: (await this.#live(accountId)).length };
  }

  @Answers(ReadSession)
  async read({ accountId, sessionId }: InputOf<typeof ReadSession>) {
    return { live: (await this.#live(accountId)).some((session) => session.sessionId === sessionId) };
  }

  async #live(accountId: string): Promise<readonly Session[]> {
    const { journal, database, clock, settings } = this;
    const [sessions, lastSeen] = await Promise.all([
      readSessions(journal, accountId),
      lastSeenOfAccount(database, accountId),
    ]);
    return liveSessions(sessions, { lastSeen, inForce: durationsOf(settings) }, clock());
  }
}
