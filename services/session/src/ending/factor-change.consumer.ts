import { react, type Reaction } from '@lethe/bus';
import { FactorBound, FactorUnbound } from '@lethe/contracts';
import { sessionsOf, type SessionKit } from '../session-kit.ts';
import { sessionsDecider } from '../sessions.decider.ts';
import { rowOf } from '../tokens.ts';
import { endForFactorChange } from './end-for-factor-change.ts';

/** A change of the second factor ends every session but the one in which it was made (SES-3). */
export const factorChange = ({ journal, clock }: SessionKit): Reaction =>
  react<typeof FactorBound | typeof FactorUnbound>({
    purpose: 'end-on-factor-change',
    to: [FactorBound, FactorUnbound],
    from: 'mfa',
    handle: ({ data }, command) =>
      journal.handle(
        command,
        async (unit) => {
          const { accountId, sessionId } = data;
          const bound = 'boundAt' in data;
          const changedAt = bound ? data.boundAt : data.unboundAt;
          const sessions = await unit.load(sessionsOf(accountId), sessionsDecider);
          const change = { accountId, sessionId, bound, changedAt, at: clock() };
          const changed = endForFactorChange({ type: 'EndForFactorChange', data: change }, sessions);
          unit.record(sessionsOf(accountId), changed);
          for (const event of changed) {
            const ended = event.type === 'SessionEnded' && sessions.open.get(event.data.sessionId);
            if (ended) unit.release(rowOf(accountId, ended));
          }
        },
        () => undefined,
      ),
  });
