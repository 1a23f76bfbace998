import { react, type Reaction } from '@lethe/bus';
import { EndOnFactorChange } from '@lethe/contracts';
import { pageSize, untilNoneIsLeft, type Unit } from '@lethe/journal';
import { sessionsOf, type SessionKit } from '../session-kit.ts';
import type { SessionsEvent } from '../sessions.events.ts';
import { endForFactorChange } from './end-for-factor-change.ts';
import { releaseRows } from './release-rows.ts';
import { sessionsFold } from '../sessions.ts';

/** A change of the second factor ends every session but the one in which it was made (SES-3). */
export const factorChange = ({ journal, clock }: SessionKit): Reaction =>
  react({
    ...EndOnFactorChange,
    handle: async ({ data }, command) => {
      const { accountId, sessionId } = data;
      const bound = 'boundAt' in data;
      const changedAt = bound ? data.boundAt : data.unboundAt;
      const endSome = async (unit: Unit<SessionsEvent>) => {
        const sessions = await unit.load(sessionsOf(accountId), sessionsFold);
        const change = { accountId, sessionId, bound, changedAt, at: clock() };
        const changed = endForFactorChange({ type: 'EndForFactorChange', data: change }, sessions).slice(0, pageSize);
        unit.record(sessionsOf(accountId), changed);
        releaseRows(unit, accountId, sessions, changed);
      };
      await untilNoneIsLeft(command, (page) => journal.handle(page, endSome, (events) => events));
    },
  });
