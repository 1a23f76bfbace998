import { expect, it } from '@jest/globals';
import {
  EndOtherSessions,
  ListSessions,
  ReadOwnSession,
  ReadSession,
  SignOut,
  type CheckSession,
  type OutputOf,
  type RefusalOf,
} from '@lethe/contracts';
import { pageSize } from '@lethe/journal';
import type { amongNeighbours } from '../../../../libs/service/src/testing/among-neighbours.ts';
import { neighbours } from './neighbours.ts';
import { accountId, at } from './sessions.given.ts';

type Given = Readonly<{
  running: () => Awaited<ReturnType<typeof amongNeighbours>>;
  userAgent: string;
  signedIn: () => Promise<Readonly<{ token: string; sessionId: string }>>;
  personWith: (token: string) => Promise<string>;
  check: (token: string) => Promise<OutputOf<typeof CheckSession> | RefusalOf<typeof CheckSession>>;
  countLive: () => Promise<Readonly<{ live: number }>>;
}>;

type Listed = OutputOf<typeof ListSessions>;
const ended = { refused: 'session-ended', details: {} };

/** What a person sees of their sessions and does to them, on the service that the test file runs. */
export const mySessions = (given: Given): void => {
  const list = async (token: string, page: Readonly<{ cursor?: string; limit?: number }> = {}) =>
    (await given.running().gateway.ask(ListSessions, page, { as: await given.personWith(token) })) as Listed;

  it('are listed with the device they were opened with, the current one first, then the last seen (API-1)', async () => {
    const [current, older] = [await given.signedIn(), await given.signedIn()];
    given.running().advance({ seconds: 60 });
    const newer = await given.signedIn();
    const { sessions, nextCursor } = await list(current.token);
    expect(sessions.map((each) => [each.sessionId, each.userAgent, each.current])).toEqual([
      [current.sessionId, given.userAgent, true],
      [newer.sessionId, given.userAgent, false],
      [older.sessionId, given.userAgent, false],
    ]);
    expect(nextCursor).toBeNull();
  });

  it('are listed page by page, each once; what is no place in the list is refused (API-1)', async () => {
    const { token } = await given.signedIn();
    for (let more = 0; more < 4; more += 1) await given.signedIn();
    const seen: string[] = [];
    let cursor: string | null | undefined;
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await list(token, { limit: 2, ...(typeof cursor === 'string' ? { cursor } : {}) });
      seen.push(...page.sessions.map(({ sessionId }) => sessionId));
      ({ nextCursor: cursor } = page);
    }
    expect([new Set(seen).size, seen.length, cursor]).toEqual([5, 5, null]);
    for (const wrong of ['x', 'WyJhIl0', btoa(JSON.stringify(['current', at]))])
      expect(await list(token, { cursor: wrong })).toEqual({ refused: 'cursor-invalid', details: {} });
  });

  it('are not listed once they ran out (SES-2)', async () => {
    const { sessionId } = await given.signedIn();
    expect(await given.running().cancellation.ask(ReadSession, { accountId, sessionId })).toEqual({ live: true });
    given.running().advance({ days: 7 });
    const { token } = await given.signedIn();
    expect((await list(token)).sessions).toHaveLength(1);
    expect(await given.countLive()).toEqual({ live: 1 });
    expect(await given.running().cancellation.ask(ReadSession, { accountId, sessionId })).toEqual({ live: false });
  });

  it('end but for this one: acknowledged, the others are dead, and a repeat says the same (SES-3)', async () => {
    await given.signedIn();
    given.running().advance({ days: 7 });
    const [current, one, two] = [await given.signedIn(), await given.signedIn(), await given.signedIn()];
    const as = await given.personWith(current.token);
    expect(await given.running().gateway.ask(EndOtherSessions, {}, { as, key: 'others' })).toEqual({ ended: 2 });
    expect([await given.check(one.token), await given.check(two.token)]).toEqual([ended, ended]);
    expect(await given.check(current.token)).toMatchObject({ sessionId: current.sessionId });
    expect((await given.running().pool.query('select 1 from look_ups')).rows).toHaveLength(1);
    await given.signedIn();
    expect(await given.running().gateway.ask(EndOtherSessions, {}, { as, key: 'others' })).toEqual({ ended: 2 });
    expect(await given.countLive()).toEqual({ live: 2 });
  });

  it('end all of them where there are more than one append ends (L5)', async () => {
    const others = pageSize + 2;
    for (let opened = 0; opened < others; opened += 1) await given.signedIn();
    const current = await given.signedIn();
    const as = await given.personWith(current.token);
    const endOthers = () => given.running().gateway.ask(EndOtherSessions, {}, { as, key: 'all-others' });
    expect(await endOthers()).toEqual({ ended: others });
    expect(await endOthers()).toEqual({ ended: others });
    expect(await given.countLive()).toEqual({ live: 1 });
  }, 60_000);

  it('are read one by one: mine, with when I last proved who I am', async () => {
    neighbours.staffRole = 'support';
    const { token, sessionId } = await given.signedIn();
    const as = await given.personWith(token);
    const own = await given.running().gateway.ask(ReadOwnSession, {}, { as });
    expect(own).toEqual({
      accountId,
      sessionId,
      staffRole: 'support',
      secondFactor: false,
      verifiedAt: at,
      expiresAt: new Date(Date.parse(given.running().now()) + 7 * 86_400_000).toISOString(),
    });
    await given.running().gateway.ask(SignOut, {}, { as });
    expect(await given.running().gateway.ask(ReadOwnSession, {}, { as })).toEqual(ended);
  });
};
