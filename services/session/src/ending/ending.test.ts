import { specify } from '@lethe/deciding/specify';
import { describe, it } from '@jest/globals';
import type { SessionsEvent } from '../sessions.events.ts';
import {
  accountId,
  after,
  at,
  days,
  inForce,
  opened,
  otherOpened,
  otherSessionId,
  sessionId,
} from '../testing/sessions.given.ts';
import { endSession } from './end-session.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { sessionsFold } from '../sessions.ts';

const given = specify(sessionsFold, { endSession, endOtherSessions });
const end = { type: 'EndSession', data: { accountId, sessionId, because: 'revoked', at } } as const;
const ended = { type: 'SessionEnded', data: { accountId, sessionId, because: 'revoked', endedAt: at } } as const;

describe('Ending a session (SES-3, SES-5)', () => {
  it('is recorded with its reason', () => {
    given(opened).when(end).then(ended);
    given(opened)
      .when({ ...end, data: { ...end.data, because: 'signed-out' } })
      .then({ ...ended, data: { ...ended.data, because: 'signed-out' } });
  });

  it('is refused for a session that ended before, or never was', () => {
    given(opened, ended).when(end).refused('session-unknown');
    given().when(end).refused('session-unknown');
  });

  it('leaves the other sessions alone', () => {
    given(opened, otherOpened, ended)
      .when({ ...end, data: { ...end.data, sessionId: otherSessionId } })
      .then({ ...ended, data: { ...ended.data, sessionId: otherSessionId } });
  });
});

describe('Ending all other sessions (SES-5)', () => {
  const endOthers = (now: string) =>
    ({
      type: 'EndOtherSessions',
      data: { accountId, sessionId, lastSeen: new Map([[sessionId, now]]), inForce, at: now },
    }) as const;
  const otherEnded = (endedAt: string) =>
    ({ type: 'SessionEnded', data: { accountId, sessionId: otherSessionId, because: 'revoked', endedAt } }) as const;

  it('keeps the one in which it is asked for', () => {
    given(opened, otherOpened).when(endOthers(at)).then(otherEnded(at));
    given(opened, otherOpened, otherEnded(at)).when(endOthers(at)).nothing();
  });

  it('ends what ran out, too, and says so: longer durations do not bring it back', () => {
    const late = after(days(7));
    const ranOut: SessionsEvent = { type: 'SessionEnded', data: { ...otherEnded(late).data, ranOut: true } };
    given(opened, otherOpened).when(endOthers(late)).then(ranOut);
  });
});
