import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { call, noDetails } from '@lethe/contracts';
import { fixedClock } from '@lethe/testing';
import { Controller } from '@nestjs/common';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import * as z from 'zod';
import type { Keyring } from '../proof/keyring.ts';
import { keyringsFor } from '../testing/keyrings.ts';
import { inboxOf } from '../streams/nats-server.ts';
import { closedNats, type ClosedNats } from '../testing/closed-nats.ts';
import { contractsWith } from '../testing/planned.ts';
import { Answers } from './answers.ts';
import type { CallContext } from './caller.ts';
import { NatsCalls } from './nats-calls.ts';
import { serveCalls } from './serve-calls.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const other = 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a';
const ofAccount = z.strictObject({ accountId: z.uuid() });
const empty = z.strictObject({});

const Check = call({
  subject: 'lethe.rpc.identity.credential.check',
  callers: ['service:session'],
  signed: true,
  input: z.strictObject({ password: z.string() }),
  output: ofAccount,
  refuses: { 'credentials-wrong': noDetails },
});
const byCancellation = { callers: ['service:cancellation'], input: ofAccount, output: empty, refuses: {} } as const;
const Lock = call({ ...byCancellation, subject: 'lethe.rpc.identity.account.lock', bound: true });
const Release = call({ ...byCancellation, subject: 'lethe.rpc.identity.account.release', bound: true });
const Look = call({ ...byCancellation, subject: 'lethe.rpc.identity.account.look' });

const done: string[] = [];
const does = async (what: string, input: z.infer<typeof ofAccount>, { command }: CallContext) => {
  done.push(`${what} ${input.accountId === accountId ? 'ours' : 'another'} ${command.id}`);
  return {};
};

@Controller()
class AccountController {
  @Answers(Check)
  async check({ password }: z.infer<typeof Check.input>) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return password === 'right' ? { accountId } : { refused: 'credentials-wrong' as const, details: {} };
  }

  @Answers(Lock)
  lock(input: z.infer<typeof ofAccount>, context: CallContext) {
    return does('locks', input, context);
  }

  @Answers(Release)
  release(input: z.infer<typeof ofAccount>, context: CallContext) {
    return does('releases', input, context);
  }

  @Answers(Look)
  look(input: z.infer<typeof ofAccount>, context: CallContext) {
    return does('looks at', input, context);
  }
}

const clock = fixedClock('2026-11-24T08:00:00Z');
const logged: string[] = [];
const note = (_facts: object, text: string): void => void logged.push(text);
const log = { debug: note, info: note, warn: note, error: note };

let nats: ClosedNats;
let rings: Readonly<Record<'identity' | 'session' | 'cancellation' | 'mfa', Keyring>>;
let serving: Awaited<ReturnType<typeof serveCalls>>;
let session: NatsCalls;
let cancellation: NatsCalls;
/** Reaches the bus, and knows the code. */
let stranger: NatsConnection;

beforeAll(async () => {
  nats = await closedNats(contractsWith([Check, Lock, Release, Look]));
  rings = await keyringsFor(['identity', 'session', 'cancellation', 'mfa'], clock.now);
  const server = nats.at('identity');
  const parts = { controllers: [AccountController], keyring: rings.identity, clock: clock.now, log };
  serving = await serveCalls({ service: 'identity', nats: server, ...parts });
  const callsOf = async (name: 'session' | 'cancellation') => {
    const calls = new NatsCalls({ nats: nats.at(name), keyring: rings[name], clock: clock.now, log });
    await calls.connect();
    return calls;
  };
  session = await callsOf('session');
  cancellation = await callsOf('cancellation');
  stranger = await nats.tap({ inboxPrefix: inboxOf('cancellation') });
});
afterAll(async () => {
  await Promise.all([session.close(), cancellation.close(), stranger.close()]);
  await serving.close();
  await nats.stop();
});
beforeEach(() => {
  done.length = 0;
  logged.length = 0;
});

/** What passes on these subjects while something is done. */
const overheard = async (subject: string, doing: () => Promise<unknown>): Promise<readonly Msg[]> => {
  const heard: Msg[] = [];
  const listening = stranger.subscribe(subject, { callback: (_error, message) => void heard.push(message) });
  await stranger.flush();
  await doing();
  await stranger.flush();
  listening.unsubscribe();
  return heard;
};

/** Somebody answers first, whatever is asked. */
const whileAnswering = async (answer: (message: Msg) => object, doing: () => Promise<void>): Promise<void> => {
  const listening = stranger.subscribe(Check.subject, {
    callback: (_error, message) => {
      const { id } = message.json<{ id: string }>();
      message.respond(JSON.stringify({ id, isDisposed: true, response: answer(message) }));
    },
  });
  await stranger.flush();
  await doing();
  listening.unsubscribe();
  await stranger.flush();
};

describe('An answer from whoever answers first (EVT-5, T1)', () => {
  it('lets nobody in: the call is unavailable, and the log alarms', async () => {
    const forged = { answer: { accountId: other } };
    await whileAnswering(
      () => forged,
      async () => {
        for (let n = 0; n < 20; n += 1)
          await expect(session.ask(Check, { password: 'wrong' })).rejects.toMatchObject({ fault: 'unavailable' });
      },
    );
    expect(logged).toEqual(Array(20).fill('An answer was not proven: somebody else answers this call.'));
    expect(await session.ask(Check, { password: 'right' })).toEqual({ accountId });
    expect(await session.ask(Check, { password: 'wrong' })).toMatchObject({ refused: 'credentials-wrong' });
  });

  it('lets nobody in with what the service said before, to the same question under the same key', async () => {
    const ask = () => session.ask(Check, { password: 'right' }, { key: 'k' });
    const [given] = await overheard('_INBOX_session.>', ask);
    const { response } = given?.json<{ response: object }>() ?? {};
    expect(response).toMatchObject({ answer: { accountId } });
    await whileAnswering(
      () => response ?? {},
      () => expect(ask()).rejects.toMatchObject({ fault: 'unavailable' }),
    );
  });
});

type Sent = Readonly<{ to?: string; headers?: Readonly<Record<string, string>>; data?: (input: object) => object }>;

/** A request that was caught, sent once more by somebody else, changed or not. */
const resent = async (caught: Msg | undefined, { to, headers = {}, data = (input) => input }: Sent) => {
  if (caught === undefined) throw new Error('Nothing was overheard.');
  const packet = caught.json<{ pattern: string; data: object }>();
  for (const [name, value] of Object.entries(headers)) caught.headers?.set(name, value);
  const text = JSON.stringify({ ...packet, pattern: to ?? packet.pattern, data: data(packet.data) });
  const answer = await stranger.request(to ?? caught.subject, text, {
    ...(caught.headers === undefined ? {} : { headers: caught.headers }),
    timeout: 2_000,
  });
  return answer.json<{ response: object }>().response;
};

describe('A call that is bound (EVT-5, T3)', () => {
  const caught = async (how: object = {}): Promise<Msg | undefined> => {
    const [request] = await overheard(Lock.subject, () => cancellation.ask(Lock, { accountId }, how));
    expect(done).toHaveLength(1);
    return request;
  };

  it.each<[string, Sent]>([
    ['on another subject', { to: Release.subject }],
    ['on a subject that is not bound', { to: Look.subject }],
    ['for another account', { data: () => ({ accountId: other }) }],
    ['as another command', { headers: { 'lethe-key': 'another' } }],
    ['as another request', { headers: { 'lethe-nonce': 'another' } }],
  ])('does nothing when it is caught and sent again %s', async (_how, sent) => {
    expect(await resent(await caught(), sent)).toEqual({ fault: 'unauthenticated' });
    expect(done).toHaveLength(1);
  });

  it('is the same command when it is sent again as it was', async () => {
    const request = await caught({ key: 'k' });
    expect(await resent(request, {})).toMatchObject({ answer: {} });
    expect(new Set(done).size).toBe(1);
  });

  it('does nothing when it is sent again a minute later', async () => {
    const request = await caught();
    clock.advance({ seconds: 66 });
    const later = { 'lethe-deadline': '2026-11-24T23:00:00Z' };
    expect(await resent(request, { headers: later })).toEqual({ fault: 'unauthenticated' });
    expect(done).toHaveLength(1);
  });

  it('does nothing for a token of the right service that is not of this request', async () => {
    const [looked] = await overheard(Look.subject, () => cancellation.ask(Look, { accountId }));
    done.length = 0;
    expect(await resent(looked, { to: Lock.subject })).toEqual({ fault: 'unauthenticated' });
    expect(done).toEqual([]);
  });
});
