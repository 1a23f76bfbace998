import { specify } from '@lethe/deciding/specify';
import { describe, expect, it } from '@jest/globals';
import type { SessionsEvent } from '../sessions.events.ts';
import {
  accountId,
  after,
  at,
  days,
  floorRaised,
  inForce,
  opened,
  openedBy,
  revisions,
  sessionId,
  tokenHash,
} from '../testing/sessions.given.ts';
import { verifyAgain } from './verify-again.ts';
import { sessionsFold } from '../sessions.ts';

const given = specify(sessionsFold, { verifyAgain });
const verify = (now: string, method?: 'totp') =>
  ({
    type: 'VerifyAgain',
    data: {
      accountId,
      sessionId,
      seenAt: undefined,
      inForce,
      revisions,
      at: now,
      ...(method === undefined ? {} : { method }),
    },
  }) as const;
const verifiedBy = (verifiedAt: string): SessionsEvent => ({
  type: 'SessionVerified',
  data: { accountId, sessionId, factor: false, methods: ['password'], verifiedAt, revisions },
});

describe('Verifying again (SES-7)', () => {
  it('makes the verification fresh', () => {
    const now = after(1);
    given(opened).when(verify(now)).then(verifiedBy(now));
    const session = given(opened, verifiedBy(now)).state().open.get(sessionId);
    expect(session).toMatchObject({ tokenHash, verifiedAt: now, openedAt: at });
  });

  it('with the second factor gives the session the factor', () => {
    given(opened)
      .when(verify(at, 'totp'))
      .then({
        type: 'SessionVerified',
        data: { accountId, sessionId, factor: true, methods: ['password', 'totp'], verifiedAt: at, revisions },
      });
  });

  it('never takes the factor away that the session had', () => {
    given(openedBy({ factor: true }))
      .when(verify(at))
      .then({
        type: 'SessionVerified',
        data: { accountId, sessionId, factor: true, methods: ['password'], verifiedAt: at, revisions },
      });
  });

  it('is refused once the session ran out, to the millisecond', () => {
    given(opened)
      .when(verify(after(days(7) - 1)))
      .then(verifiedBy(after(days(7) - 1)));
    given(opened)
      .when(verify(after(days(7))))
      .refused('session-ended');
  });

  it('counts for nothing where it was decided before the floor of what it was decided on (SES-3)', () => {
    const kept = floorRaised('mfa', 1, sessionId);
    given(opened, kept).when(verify(at)).refused('outdated');
    given(opened, floorRaised('mfa', 1)).when(verify(at)).refused('session-ended');
    const anew = { ...verify(at, 'totp'), data: { ...verify(at, 'totp').data, revisions: { identity: 0, mfa: 1 } } };
    given(opened, kept)
      .when(anew)
      .then({
        type: 'SessionVerified',
        data: {
          accountId,
          sessionId,
          factor: true,
          methods: ['password', 'totp'],
          verifiedAt: at,
          revisions: { identity: 0, mfa: 1 },
        },
      });
  });

  it('is refused for a session that is not there', () => {
    given().when(verify(at)).refused('session-ended');
  });
});
