import { fold } from '@lethe/deciding';
import { specify } from '@lethe/deciding/specify';
import { pageSize } from '@lethe/journal';
import { describe, expect, it } from '@jest/globals';
import type { SessionsEvent } from '../sessions.events.ts';
import {
  accountId,
  after,
  allEnded,
  at,
  awaited,
  days,
  floorRaised,
  inForce,
  locked,
  minutes,
  opened,
  openedBy,
  otherSessionId,
  otherTokenHash,
  pendingHash,
  revisions,
  sessionId,
  tokenHash,
  unlocked,
} from '../testing/sessions.given.ts';
import { awaitSecondFactor } from './await-second-factor.ts';
import { openSession } from './open-session.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { endOldestIdle } from './end-oldest-idle.ts';
import { mostPending, sessionsFold } from '../sessions.ts';

const given = specify(sessionsFold, { awaitSecondFactor, openSession, completeSignIn });
const userAgent = 'Firefox on Linux';
const room = { atMost: 3, lastSeen: new Map<string, string>(), inForce };

const open = {
  type: 'OpenSession',
  data: { accountId, sessionId, tokenHash, verifiedAt: at, revisions, userAgent, ...room, at },
} as const;
const waitFor = {
  type: 'AwaitSecondFactor',
  data: { accountId, tokenHash: pendingHash, verifiedAt: at, revisions, at },
} as const;
const right = { method: 'totp', factorRevision: 0 } as const;
const completing = { accountId, pendingHash, sessionId, tokenHash, userAgent, ...room, ...right };
const complete = (completedAt: string) =>
  ({
    type: 'CompleteSignIn',
    data: { ...completing, at: completedAt },
  }) as const;

describe('Signing in without a second factor (SES-6)', () => {
  it('opens a session with the durations in force', () => {
    given().when(open).then(opened);
  });

  it('keeps the staff role in the session', () => {
    given()
      .when({ ...open, data: { ...open.data, staffRole: 'support' } })
      .then(openedBy({ staffRole: 'support' }));
  });

  it('answers like an unknown account while a lock stands (CAN-13)', () => {
    given(locked(1)).when(open).refused('credentials-wrong');
  });

  it('is possible again once the lock is undone', () => {
    given(locked(1), unlocked(1)).when(open).then(opened);
  });

  it('stays impossible while another attempt locks', () => {
    given(locked(1), locked(2), unlocked(1)).when(open).refused('credentials-wrong');
  });
});

describe('Signing in with a second factor (MFA-2)', () => {
  it('opens nothing before the factor is given: it waits for 5 minutes', () => {
    given().when(waitFor).then(awaited);
    expect(given(awaited).state().open.size).toBe(0);
  });

  it('answers like an unknown account while a lock stands (CAN-13)', () => {
    given(locked(1)).when(waitFor).refused('credentials-wrong');
  });

  it('opens the session with both methods, verified when the password was', () => {
    const completedAt = after(minutes(5) - 1);
    given(awaited)
      .when(complete(completedAt))
      .then(openedBy({ pendingHash, factor: true, methods: ['password', 'totp'], openedAt: completedAt }));
  });

  it('keeps on what it was decided: when the password was right, and when the factor was (SES-3)', () => {
    const asked = { ...waitFor.data, revisions: { identity: 2, mfa: 1 } };
    const waiting: SessionsEvent = { ...awaited, data: { ...awaited.data, revisions: { identity: 2, mfa: 1 } } };
    given()
      .when({ ...waitFor, data: asked })
      .then(waiting);
    given(waiting)
      .when({ type: 'CompleteSignIn', data: { ...completing, factorRevision: 3, at } })
      .then(openedBy({ pendingHash, factor: true, methods: ['password', 'totp'], revisions: { identity: 2, mfa: 3 } }));
  });

  it('keeps the staff role that the sign-in waited with (L11)', () => {
    given({ ...awaited, data: { ...awaited.data, staffRole: 'support' } })
      .when(complete(at))
      .then(openedBy({ pendingHash, factor: true, methods: ['password', 'totp'], staffRole: 'support' }));
  });

  it('is too late after exactly 5 minutes', () => {
    given(awaited)
      .when(complete(after(minutes(5))))
      .refused('pending-expired');
  });

  it('is completed once', () => {
    given(awaited, openedBy({ pendingHash, factor: true }))
      .when(complete(after(1)))
      .refused('pending-expired');
  });

  it('cannot be completed by a token that nobody was given', () => {
    given()
      .when(complete(after(1)))
      .refused('pending-expired');
  });

  it('ends with a lock, also once the lock is undone', () => {
    given(awaited, locked(1))
      .when(complete(after(1)))
      .refused('pending-expired');
    given(awaited, locked(1), allEnded(0), unlocked(1))
      .when(complete(after(1)))
      .refused('pending-expired');
  });
});

describe('A sign-in under way while what it was decided on changes (SES-3, M1)', () => {
  const raised = { identity: floorRaised('identity', 1), mfa: floorRaised('mfa', 1) };
  const on = (identity: number, mfa: number) => ({ revisions: { identity, mfa } });

  it.each([raised.identity, raised.mfa])(
    'opens nothing, and waits for nothing, where it was decided before',
    (floor) => {
      given(floor).when(open).refused('outdated');
      given(floor).when(waitFor).refused('outdated');
    },
  );

  it('goes on where it was decided after it', () => {
    given(raised.identity, raised.mfa)
      .when({ ...open, data: { ...open.data, ...on(1, 2) } })
      .then(openedBy(on(1, 2)));
    given(raised.mfa)
      .when({ ...waitFor, data: { ...waitFor.data, ...on(0, 1) } })
      .then({ ...awaited, data: { ...awaited.data, ...on(0, 1) } });
  });

  it('answers like an unknown account while it is locked, whatever changed (CAN-13)', () => {
    given(locked(1), raised.identity).when(open).refused('credentials-wrong');
  });

  it('is not completed: it begins again', () => {
    given(awaited, raised.identity)
      .when(complete(after(1)))
      .refused('pending-expired');
    given(awaited, raised.mfa)
      .when(complete(after(1)))
      .refused('pending-expired');
    const waiting: SessionsEvent = { ...awaited, data: { ...awaited.data, ...on(0, 2) } };
    given(waiting, floorRaised('mfa', 2))
      .when(complete(after(1)))
      .refused('pending-expired');
  });
});

describe('What has run out for good', () => {
  it('is forgotten at the next sign-in, and not a millisecond early', () => {
    const next = (openedAt: string) => openedBy({ sessionId: otherSessionId, tokenHash: otherTokenHash, openedAt });
    const kept = given(opened, next(after(days(30) - 1))).state();
    const forgotten = given(opened, next(after(days(30)))).state();
    expect([...kept.open.keys()]).toEqual([sessionId, otherSessionId]);
    expect([...forgotten.open.keys()]).toEqual([otherSessionId]);
  });

  it('holds for sign-ins that nobody completed', () => {
    const next = openedBy({ openedAt: after(minutes(5)) });
    expect(given(awaited, next).state().pending.size).toBe(0);
  });
});

describe('The state of an account (GRO-1)', () => {
  it('does not grow with its sign-ins, be they completed or not', () => {
    const waiting = (index: number): SessionsEvent => ({
      ...awaited,
      data: { ...awaited.data, tokenHash: String(index).padStart(43, '0') },
    });
    const { pending } = given(...Array.from({ length: mostPending + 2 }, (_, index) => waiting(index))).state();
    expect([pending.size, [...pending.keys()][0]]).toEqual([mostPending, '2'.padStart(43, '0')]);
  });

  it('is folded in a time that grows with the events, not with their square (P1)', () => {
    const history = Array.from({ length: 20_000 }, (_, index) => openedBy({ sessionId: `session-${String(index)}` }));
    const startedAt = performance.now();
    expect(fold(sessionsFold, history).open.size).toBe(20_000);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('So many sessions at once (SES-8)', () => {
  const id = (index: number): string => `0b8f7d1e-5a44-4e0f-8d0a-3f6f6f1f9a0${String(index)}`;
  const openedAs = (index: number, changes: Parameters<typeof openedBy>[0] = {}) =>
    openedBy({ sessionId: id(index), tokenHash: String(index).repeat(43), openedAt: after(index), ...changes });
  const three = [openedAs(1), openedAs(2), openedAs(3)];
  const endedFor = (index: number, endedAt: string, ranOut = {}): SessionsEvent => ({
    type: 'SessionEnded',
    data: { accountId, sessionId: id(index), because: 'too-many', endedAt, ...ranOut },
  });
  const fourth = (data: Readonly<{ at?: string; atMost?: number; lastSeen?: Map<string, string> }> = {}) => ({
    ...open,
    data: { ...open.data, at: after(10), ...data },
  });
  const itself = openedBy({ openedAt: after(10) });

  it('are as many as may be, and one more ends the one that was seen the longest time ago, in the same append', () => {
    given(...three.slice(1))
      .when(fourth())
      .then(itself);
    given(...three)
      .when(fourth())
      .then(itself, endedFor(1, after(10)));
    const lastSeen = new Map([
      [id(1), after(9)],
      [id(2), after(8)],
    ]);
    given(...three)
      .when(fourth({ lastSeen }))
      .then(itself, endedFor(3, after(10)));
  });

  it('may be one', () => {
    given()
      .when(fourth({ atMost: 1 }))
      .then(itself);
    const ends = [1, 2, 3].map((index) => endedFor(index, after(10)));
    given(...three)
      .when(fourth({ atMost: 1 }))
      .then(itself, ...ends);
  });

  it('end by what ran out first, however lately it was seen', () => {
    const later = after(days(2));
    const short = openedAs(2, { maximumDays: 1 });
    const lastSeen = new Map([[id(2), after(days(1) - 1)]]);
    given(openedAs(1), short, openedAs(3))
      .when(fourth({ at: later, lastSeen }))
      .then(openedBy({ openedAt: later }), endedFor(2, later, { ranOut: true }));
  });

  it('hold for one that was opened with a second factor, too', () => {
    const factor = { pendingHash, factor: true, methods: ['password', 'totp'] };
    given(awaited, ...three)
      .when(complete(after(10)))
      .then(openedBy({ openedAt: after(10), ...factor }), endedFor(1, after(10)));
  });

  it('count none that has run out for good and is forgotten with the sign-in', () => {
    const later = after(days(30) + 1);
    const lastSeen = new Map([2, 3].map((index) => [id(index), after(days(30))]));
    given(...three)
      .when(fourth({ at: later, lastSeen }))
      .then(openedBy({ openedAt: later }));
  });

  it('are reached by pages where a build before knew no bound (L5)', () => {
    const many = Array.from({ length: 250 }, (_, index) => openedBy({ sessionId: `session-${String(index)}` }));
    const ends = endOldestIdle(opened, fold(sessionsFold, many), room);
    expect([ends.length, ends[0]?.data.sessionId]).toEqual([pageSize - 1, 'session-0']);
  });
});
