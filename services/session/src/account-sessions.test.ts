import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { inMemoryEventStore, inMemorySnapshots } from '@lethe/event-store';
import { catalogueOf, sealedJournal } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import fc from 'fast-check';
import { readSessions, readSessionsOpened, recordSessions } from './account-sessions.ts';
import { sessionsEvents, type SessionsEvent } from './sessions.events.ts';
import { standing } from './sessions.ts';
import { rowOf } from './tokens.ts';
import {
  accountId,
  after,
  allEnded,
  at,
  awaited,
  floorRaised,
  locked,
  openedBy,
  unlocked,
} from './testing/sessions.given.ts';

const opened = () => {
  const store = inMemoryEventStore();
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7) });
  const parts = {
    store,
    sealing,
    catalogue: catalogueOf(sessionsEvents),
    clock: () => at,
    snapshots: inMemorySnapshots(),
  };
  const journal = sealedJournal<SessionsEvent>(parts);
  const record = (...events: readonly SessionsEvent[]) =>
    journal.handle(
      { id: randomUUID(), type: 'test', actor: accountId, correlationId: 'c', subject: undefined, request: {} },
      (unit) => recordSessions(unit, accountId, events),
      () => undefined,
    );
  return { store, journal, record };
};

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const hashOf = (kind: string, number: number): string => `${kind}${String(number)}`.padStart(43, '0');
const numbers = [1, 2, 3, 4, 5, 6];

const session = fc.constantFrom(...numbers);
const happened: fc.Arbitrary<readonly SessionsEvent[]> = fc.oneof(
  fc.tuple(session, fc.nat(2)).map(([number, mfa]) => [
    openedBy({
      sessionId: idOf(number),
      tokenHash: hashOf('s', number),
      pendingHash: hashOf('p', number),
      openedAt: after(number),
      revisions: { identity: 0, mfa },
    }),
  ]),
  session.map((number) => [{ ...awaited, data: { ...awaited.data, tokenHash: hashOf('p', number) } }]),
  session.map((number): readonly SessionsEvent[] => [
    { type: 'SessionEnded', data: { accountId, sessionId: idOf(number), because: 'revoked', endedAt: at } },
  ]),
  session.map((number): readonly SessionsEvent[] => [
    { type: 'FactorLost', data: { accountId, sessionId: idOf(number), lostAt: at } },
  ]),
  fc.tuple(fc.nat(3), session).map(([revision, number]) => [floorRaised('mfa', revision, idOf(number))]),
  fc.constant([locked(1), allEnded(0), unlocked(1)]),
);

describe('The rows of an account (SES-3)', () => {
  it('are of what stands, say what is so, and of nothing else there is one, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happened, { minLength: 1, maxLength: 30 }), async (history) => {
        const { store, journal, record } = opened();
        for (const events of history) await record(...events);
        const sessions = await readSessions(journal, accountId);
        const stand = new Map(standing(sessions).map((each) => [each.tokenHash, each]));
        for (const number of numbers) {
          const hash = hashOf('s', number);
          const rows = await store.lookUpRows('session-token', hash);
          const expected = stand.get(hash);
          expect(rows).toEqual(expected === undefined ? [] : [rowOf(accountId, expected)]);
          const pending = await store.lookUp('pending-sign-in', hashOf('p', number));
          expect(pending.length).toBe(sessions.pending.has(hashOf('p', number)) ? 1 : 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('come with a state that tells a device to whoever lists sessions, and to nobody else (CAN-10)', async () => {
    const { journal, record } = opened();
    for (const number of numbers) await record(openedBy({ sessionId: idOf(number), tokenHash: hashOf('s', number) }));
    const agents = (sessions: Awaited<ReturnType<typeof readSessions>>) =>
      new Set([...sessions.open.values()].map(({ userAgent }) => userAgent));
    expect(agents(await readSessionsOpened(journal, accountId))).toEqual(new Set(['Firefox on Linux']));
    expect([...agents(await readSessions(journal, accountId))]).not.toContain('Firefox on Linux');
  });
});
