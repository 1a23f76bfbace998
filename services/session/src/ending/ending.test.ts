import { specify } from '@lethe/deciding/specify';
import { describe, it } from '@jest/globals';
import { sessionsDecider } from '../sessions.decider.ts';
import { accountId, at, opened, otherOpened, otherSessionId, sessionId } from '../testing/sessions.given.ts';

const given = specify(sessionsDecider);
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
