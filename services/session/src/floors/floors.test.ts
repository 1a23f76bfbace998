import { describe, expect, it } from '@jest/globals';
import type { FloorOrigin } from '@lethe/contracts';
import { afterAll, specify } from '@lethe/deciding/specify';
import fc from 'fast-check';
import type { SessionsEvent } from '../sessions.events.ts';
import { sessionsFold } from '../sessions.ts';
import {
  accountId,
  at,
  awaited,
  floorRaised,
  locked,
  opened,
  openedBy,
  otherOpened,
  otherSessionId,
  pendingHash,
  sessionId,
} from '../testing/sessions.given.ts';
import { endFallen } from './end-fallen.ts';
import { raiseFloor } from './raise-floor.ts';

const given = specify(sessionsFold, { raiseFloor });
type Kept = Readonly<{ sessionId: string; since: number }>;
const raise = (origin: FloorOrigin, revision: number, kept?: Kept) =>
  ({
    type: 'RaiseFloor',
    data: { accountId, origin, revision, ...(kept === undefined ? {} : { kept }), at },
  }) as const;
const lost: SessionsEvent = { type: 'FactorLost', data: { accountId, sessionId, lostAt: at } };
const withFactor = (mfa: number) =>
  openedBy({ factor: true, methods: ['password', 'totp'], revisions: { identity: 0, mfa } });
const at2 = openedBy({ revisions: { identity: 2, mfa: 2 } });
const openAfter = (...history: readonly SessionsEvent[]) => [
  ...given(...history)
    .state()
    .open.keys(),
];

describe('A floor (SES-3, M1)', () => {
  it('that is raised ends what was decided on less, and what waits for its second factor, in the same append', () => {
    given(opened, otherOpened, awaited).when(raise('mfa', 1)).then(floorRaised('mfa', 1));
    const { open, pending, floors } = given(opened, otherOpened, awaited, floorRaised('mfa', 1)).state();
    expect([open.size, pending.size, floors]).toEqual([0, 0, { identity: 0, mfa: 1 }]);
  });

  it('leaves what was decided on as much, or more, however late it is raised', () => {
    expect(openAfter(at2, otherOpened, floorRaised('mfa', 1))).toEqual([sessionId]);
    expect(openAfter(at2, otherOpened, floorRaised('mfa', 2))).toEqual([sessionId]);
    expect(openAfter(at2, otherOpened, floorRaised('mfa', 3))).toEqual([]);
  });

  it('is one for identity and one for mfa', () => {
    expect(openAfter(openedBy({ revisions: { identity: 1, mfa: 0 } }), floorRaised('identity', 1))).toEqual([
      sessionId,
    ]);
    expect(openAfter(openedBy({ revisions: { identity: 1, mfa: 0 } }), floorRaised('mfa', 1))).toEqual([]);
  });

  it('never sinks: raised again, or to less, it changes nothing', () => {
    given(floorRaised('mfa', 2)).when(raise('mfa', 2)).nothing();
    given(floorRaised('mfa', 2), at2)
      .when(raise('mfa', 1, { sessionId, since: 0 }))
      .nothing();
    given(floorRaised('mfa', 2)).when(raise('identity', 1)).then(floorRaised('identity', 1));
  });

  it('is raised under a lock, too', () => {
    given(locked(1)).when(raise('identity', 1)).then(floorRaised('identity', 1));
  });

  it('has ended a session for good: its end is told once, with the reason', () => {
    const history = [opened, otherOpened, floorRaised('identity', 1), floorRaised('mfa', 1)];
    const told = endFallen(accountId, given(...history).state(), at);
    expect(told).toEqual(
      [sessionId, otherSessionId].map((id) => ({
        type: 'SessionEnded',
        data: { accountId, sessionId: id, because: 'account-changed', endedAt: at },
      })),
    );
    expect(endFallen(accountId, given(...history, ...told).state(), at)).toEqual([]);
    const [changed] = endFallen(accountId, given(opened, floorRaised('mfa', 1)).state(), at);
    expect(changed?.data.because).toBe('factor-changed');
  });

  it('stands where it was raised highest, in whatever order, and as often as it is (X4)', () => {
    const step = fc.tuple(fc.constantFrom<FloorOrigin>('identity', 'mfa'), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const asked = steps.map(([origin, revision]) => raise(origin, revision));
        const { floors } = afterAll(sessionsFold, raiseFloor, asked);
        const highest = (origin: FloorOrigin) =>
          Math.max(0, ...steps.filter(([of]) => of === origin).map(([, to]) => to));
        expect(floors).toEqual({ identity: highest('identity'), mfa: highest('mfa') });
      }),
    );
  });
});

describe('The session that caused a change (SES-3)', () => {
  it('goes on on the new revision, and no other one does', () => {
    given(opened, otherOpened)
      .when(raise('mfa', 1, { sessionId, since: 0 }))
      .then(floorRaised('mfa', 1, sessionId));
    const { open } = given(opened, otherOpened, floorRaised('mfa', 1, sessionId)).state();
    expect([...open.values()].map((each) => [each.sessionId, each.revisions])).toEqual([
      [sessionId, { identity: 0, mfa: 1 }],
    ]);
  });

  it('ends as well where somebody else changed something before it', () => {
    given(opened)
      .when(raise('mfa', 2, { sessionId, since: 1 }))
      .then(floorRaised('mfa', 2));
    given(opened, floorRaised('mfa', 1))
      .when(raise('mfa', 2, { sessionId, since: 1 }))
      .then(floorRaised('mfa', 2));
  });

  it('goes on where it caused the changes before as well, and those come late or never', () => {
    given(opened)
      .when(raise('mfa', 2, { sessionId, since: 0 }))
      .then(floorRaised('mfa', 2, sessionId));
    given(opened, floorRaised('mfa', 2, sessionId))
      .when(raise('mfa', 1, { sessionId, since: 0 }))
      .nothing();
    given(opened, floorRaised('mfa', 1, sessionId))
      .when(raise('mfa', 2, { sessionId, since: 0 }))
      .then(floorRaised('mfa', 2, sessionId));
  });

  it('may be over by then', () => {
    given(otherOpened)
      .when(raise('mfa', 1, { sessionId, since: 0 }))
      .then(floorRaised('mfa', 1));
  });

  it('has no factor from there on: nobody is staff by one that is gone', () => {
    given(withFactor(1))
      .when(raise('mfa', 2, { sessionId, since: 1 }))
      .then(floorRaised('mfa', 2, sessionId), lost);
    const session = given(withFactor(1), floorRaised('mfa', 2, sessionId), lost)
      .state()
      .open.get(sessionId);
    expect(session).toMatchObject({ factor: false, methods: ['password'] });
  });

  it('keeps the factor that was given on the new revision, however late the floor is raised', () => {
    const revisions = { identity: 0, mfa: 3 };
    const verified = (methods: string[]): SessionsEvent => ({
      type: 'SessionVerified',
      data: { accountId, sessionId, factor: true, methods, verifiedAt: at, revisions },
    });
    given(withFactor(1), verified(['password', 'totp']))
      .when(raise('mfa', 3, { sessionId, since: 1 }))
      .then(floorRaised('mfa', 3, sessionId));
    given(withFactor(1), verified(['password']))
      .when(raise('mfa', 3, { sessionId, since: 1 }))
      .then(floorRaised('mfa', 3, sessionId), lost);
  });

  it('keeps its factor where identity changed something', () => {
    given(withFactor(1))
      .when(raise('identity', 1, { sessionId, since: 0 }))
      .then(floorRaised('identity', 1, sessionId));
  });
});

describe('A sign-in that waits for its second factor (MFA-2)', () => {
  it('is over with the floor above it, and stays with the one below', () => {
    const waiting: SessionsEvent = { ...awaited, data: { ...awaited.data, revisions: { identity: 0, mfa: 1 } } };
    expect([...given(waiting, floorRaised('mfa', 1)).state().pending.keys()]).toEqual([pendingHash]);
    expect([...given(waiting, floorRaised('mfa', 2)).state().pending.keys()]).toEqual([]);
  });
});
