import type { ClearingPlan } from '@lethe/clearing';
import { allSessionsEnded } from '../ending/end-all-sessions.ts';
import { lastSeenOfAccount } from '../lifetime/activity.view.ts';
import { durationsOf } from '../session.config.ts';
import { sessionsOf, type SessionKit } from '../session-kit.ts';
import { sessionsFold } from '../sessions.ts';

/** The key covers the user agents. Look-up rows go here, rows of activity by the view. */
export const clearingPlan = (kit: SessionKit): ClearingPlan => ({
  clear: async ({ accountId }, command) => {
    const { journal, store, database, clock, settings } = kit;
    const stream = sessionsOf(accountId);
    await journal.handle(
      command,
      async (unit) => {
        const sessions = await unit.load(stream, sessionsFold);
        if (sessions.open.size + sessions.pending.size + sessions.fallen.size === 0) return;
        const lastSeen = await lastSeenOfAccount(database, accountId);
        const ending = { accountId, lastSeen, inForce: durationsOf(settings), at: clock() };
        unit.ungated.record(stream, [allSessionsEnded(ending, sessions)]);
        unit.releaseAll(accountId);
      },
      () => undefined,
    );
    const { events } = await store.read(stream);
    return { categories: { sessions: events.filter(({ type }) => type === 'SessionOpened').length } };
  },
  remaining: async ({ accountId }) => (await lastSeenOfAccount(kit.database, accountId)).size,
});
