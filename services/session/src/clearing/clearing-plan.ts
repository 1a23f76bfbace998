import type { ClearingPlan } from '@lethe/clearing';
import { loadSessions, recordSessions } from '../account-sessions.ts';
import { allSessionsEnded } from '../ending/end-all-sessions.ts';
import { deviceRows } from '../devices/device-rows.ts';
import { lastSeenOfAccount } from '../lifetime/activity.view.ts';
import { durationsOf } from '../session.config.ts';
import { type SessionKit } from '../session-kit.ts';
import { sessionsStream } from '../sessions.events.ts';

/** The key covers the user agents. Look-up rows and known devices go here, rows of activity by the view. */
export const clearingPlan = (kit: SessionKit): ClearingPlan => ({
  clear: async ({ accountId }, command) => {
    const { journal, store, database, clock, settings } = kit;
    await journal.handle(
      command,
      async (unit) => {
        const sessions = await loadSessions(unit, accountId);
        if (sessions.open.size + sessions.pending.size + sessions.fallen.size === 0) return;
        const lastSeen = await lastSeenOfAccount(database, accountId);
        const ending = { accountId, lastSeen, inForce: durationsOf(settings), at: clock() };
        await recordSessions(unit.ungated, accountId, [allSessionsEnded(ending, sessions)]);
        unit.releaseAll(accountId);
      },
      () => undefined,
    );
    await deviceRows(database).forget(accountId);
    const { events } = await store.read(sessionsStream(accountId));
    return { categories: { sessions: events.filter(({ type }) => type === 'SessionOpened').length } };
  },
  remaining: async ({ accountId }) =>
    (await lastSeenOfAccount(kit.database, accountId)).size + (await deviceRows(kit.database).count(accountId)),
});
