import { specify } from '@lethe/deciding/specify';
import { describe, it } from '@jest/globals';
import type { SessionsEvent } from '../sessions.events.ts';
import {
  accountId,
  after,
  at,
  openedBy,
  otherOpened,
  otherSessionId,
  revisions,
  sessionId,
} from '../testing/sessions.given.ts';
import { endForFactorChange } from './end-for-factor-change.ts';
import { sessionsFold } from '../sessions.ts';

const given = specify(sessionsFold, { endForFactorChange });
const later = after(1_000);
const change = (bound: boolean, changedAt = later) =>
  ({ type: 'EndForFactorChange', data: { accountId, sessionId, bound, changedAt, at: later } }) as const;
const otherEnded: SessionsEvent = {
  type: 'SessionEnded',
  data: { accountId, sessionId: otherSessionId, because: 'factor-changed', endedAt: later },
};
const lost: SessionsEvent = { type: 'FactorLost', data: { accountId, sessionId, lostAt: later } };
const withFactor = openedBy({ factor: true, methods: ['password', 'totp'] });

describe('A change of the second factor (SES-3)', () => {
  it('that is bound ends the other sessions, and not the one in which it was bound', () => {
    given(openedBy(), otherOpened).when(change(true)).then(otherEnded);
  });

  it('that is unbound ends the others too, and leaves this one without a factor', () => {
    given(withFactor, otherOpened).when(change(false)).then(lost, otherEnded);
    given(withFactor, lost).when(change(false)).nothing();
  });

  it('leaves alone what was opened or verified after it, however late it is told', () => {
    given(withFactor, otherOpened)
      .when(change(false, after(-1)))
      .nothing();
    const verified: SessionsEvent = {
      type: 'SessionVerified',
      data: { accountId, sessionId, factor: true, methods: ['password', 'totp'], verifiedAt: later, revisions },
    };
    given(withFactor, verified)
      .when(change(false, after(500)))
      .nothing();
  });

  it('ends what was opened at the very same instant', () => {
    given(withFactor, otherOpened).when(change(false, at)).then(lost, otherEnded);
  });
});
