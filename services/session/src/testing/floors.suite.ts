import { expect, it } from '@jest/globals';
import {
  RaiseFloor,
  ReadOwnSession,
  VerifyAgain,
  type CheckSession,
  type InputOf,
  type OutputOf,
  type RefusalOf,
} from '@lethe/contracts';
import type { amongNeighbours } from '../../../../libs/service/src/testing/among-neighbours.ts';
import { code, neighbours, newest, password } from './neighbours.ts';
import { accountId } from './sessions.given.ts';

type SignedIn = Readonly<{ token: string; sessionId: string }>;

type Given = Readonly<{
  running: () => Awaited<ReturnType<typeof amongNeighbours>>;
  signIn: () => Promise<object>;
  signedIn: () => Promise<SignedIn>;
  /** With the second factor. */
  signedInWithFactor: () => Promise<SignedIn>;
  pendingToken: () => Promise<string>;
  complete: (pending: string) => Promise<object>;
  personWith: (token: string) => Promise<string>;
  check: (token: string) => Promise<OutputOf<typeof CheckSession> | RefusalOf<typeof CheckSession>>;
  countLive: () => Promise<Readonly<{ live: number }>>;
}>;

const ended = { refused: 'session-ended', details: {} };

/** How the floors of identity and mfa are raised, on the service that the test file runs. */
export const floors = (given: Given): void => {
  const raiseAs = async (origin: 'identity' | 'mfa', input: InputOf<typeof RaiseFloor>) =>
    (await given.running().callsOf(origin)).ask(RaiseFloor, input, { key: `${accountId}/${String(input.revision)}` });
  /** The factor changes, or identity something. The floor follows, as its owner raises it. */
  const change = async (origin: 'identity' | 'mfa', kept?: Readonly<{ sessionId: string; since: number }>) => {
    newest[origin] += 1;
    await raiseAs(origin, { accountId, revision: newest[origin], ...(kept === undefined ? {} : { kept }) });
    neighbours.revisions = { ...newest };
  };
  const changedIn = ({ sessionId }: SignedIn) => change('mfa', { sessionId, since: newest.mfa });
  const rows = async (): Promise<number> => (await given.running().pool.query('select 1 from look_ups')).rows.length;

  it('ends the other sessions at once, with the rows that find them; and nobody is staff by a factor that is gone', async () => {
    neighbours.staffRole = 'support';
    const kept = await given.signedInWithFactor();
    const pending = await given.pendingToken();
    neighbours.requiresFactor = false;
    const other = await given.signedIn();
    expect(await given.check(kept.token)).toMatchObject({ staffRole: 'support', factor: true });
    await changedIn(kept);
    expect(await given.check(kept.token)).toMatchObject({ sessionId: kept.sessionId, factor: false });
    expect(await given.check(other.token)).toEqual(ended);
    expect(await given.complete(pending)).toEqual({ refused: 'pending-expired', details: {} });
    expect([await given.countLive(), await rows()]).toEqual([{ live: 1 }, 1]);
  });

  it('of identity ends every session', async () => {
    const { token } = await given.signedIn();
    await change('identity');
    expect(await given.check(token)).toEqual(ended);
    expect(await given.signedIn()).toMatchObject({ token: expect.any(String) });
  });

  it('is raised as often as it is asked, late and in any order, and ends nobody twice', async () => {
    const session = await given.signedIn();
    const [one, two] = [newest.mfa + 1, newest.mfa + 2];
    const kept = { sessionId: session.sessionId, since: newest.mfa };
    await raiseAs('mfa', { accountId, revision: two, kept });
    await raiseAs('mfa', { accountId, revision: one, kept });
    await raiseAs('mfa', { accountId, revision: two, kept });
    newest.mfa = two;
    neighbours.revisions = { ...newest };
    const later = await given.signedIn();
    await Promise.all([one, two, one, two].map((revision) => raiseAs('mfa', { accountId, revision, kept })));
    expect(await given.check(session.token)).toMatchObject({ sessionId: session.sessionId });
    expect(await given.check(later.token)).toMatchObject({ sessionId: later.sessionId });
  });

  it('makes a sign-in under way begin again by itself: with the factor that was bound meanwhile (M1)', async () => {
    const binding = await given.signedIn();
    neighbours.meanwhile = async () => {
      neighbours.requiresFactor = true;
      await changedIn(binding);
    };
    expect(await given.signIn()).toEqual({ pending: expect.any(String), expiresAt: expect.any(String) });
    expect(await given.countLive()).toEqual({ live: 1 });
  });

  it('gives a sign-in up that is behind it each time: nobody was let in, and it may be asked again', async () => {
    neighbours.revisions.identity -= 1;
    await expect(given.signIn()).rejects.toMatchObject({ fault: 'unavailable' });
    expect(await given.countLive()).toEqual({ live: 0 });
  });

  it('lets no sign-in be completed that is under way: it begins again', async () => {
    const pending = await given.pendingToken();
    neighbours.meanwhile = () => change('mfa');
    expect(await given.complete(pending)).toEqual({ refused: 'pending-expired', details: {} });
    expect(await given.countLive()).toEqual({ live: 0 });
  });

  it('asks for the factor that was bound while somebody verified again with the password alone (SES-7)', async () => {
    const session = await given.signedIn();
    const verify = async (input: InputOf<typeof VerifyAgain>) =>
      given.running().gateway.ask(VerifyAgain, input, { as: await given.personWith(session.token) });
    const before = await given.running().gateway.ask(ReadOwnSession, {}, { as: await given.personWith(session.token) });
    given.running().advance({ seconds: 1 });
    neighbours.meanwhile = async () => {
      neighbours.requiresFactor = true;
      await changedIn(session);
    };
    expect(await verify({ password })).toEqual({ refused: 'second-factor-required', details: {} });
    const own = await given.running().gateway.ask(ReadOwnSession, {}, { as: await given.personWith(session.token) });
    expect(own).toMatchObject({ verifiedAt: 'verifiedAt' in before && before.verifiedAt });
    expect(await verify({ password, code })).toEqual({ verifiedAt: given.running().now() });
  });

  it('is raised by identity and mfa alone, each its own (EVT-5)', async () => {
    const { token } = await given.signedIn();
    const input = { accountId, revision: newest.mfa + 10 };
    for (const name of ['gateway', 'session', 'cancellation', 'ticketing'] as const)
      await expect((await given.running().callsOf(name, 'mfa')).ask(RaiseFloor, input)).rejects.toMatchObject({
        fault: 'forbidden',
      });
    await expect(raiseAs('mfa', { ...input, origin: 'identity' } as never)).rejects.toMatchObject({ fault: 'invalid' });
    expect(await given.check(token)).toMatchObject({ accountId });
  });

  it('is not raised by a call that was caught and sent again, changed or not (EVT-5, T3)', async () => {
    const stranger = await given.running().stranger();
    const sender = await given.running().holderOfKey('mfa');
    const listening = stranger.subscribe(RaiseFloor.subject, { max: 1 });
    await stranger.flush();
    await change('mfa');
    const { token } = await given.signedIn();
    for await (const message of listening) {
      const packet = message.json<{ data: object }>();
      const resent = async (data: object) => {
        if (message.headers === undefined) throw new Error('It was sent without a proof.');
        const how = { headers: message.headers, timeout: 2_000 };
        const answer = await sender.request(RaiseFloor.subject, JSON.stringify({ ...packet, data }), how);
        return answer.json<{ response: object }>().response;
      };
      expect(await resent({ accountId, revision: newest.mfa + 1 })).toEqual({ fault: 'unauthenticated' });
      expect(await resent(packet.data)).toMatchObject({ answer: {} });
    }
    expect(await given.check(token)).toMatchObject({ accountId });
    await stranger.close();
  });
};
