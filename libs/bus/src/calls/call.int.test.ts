import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { call, noDetails, secret, type ServiceName } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { AccountGone, CommandReused } from '@lethe/journal';
import { fixedClock } from '@lethe/testing';
import { Controller } from '@nestjs/common';
import { ClientProxyFactory, NatsRecordBuilder, Transport, type ClientProxy } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { firstValueFrom } from 'rxjs';
import * as z from 'zod';
import { Answers } from './answers.ts';
import { personOf, type CallContext, type PersonClaims } from './caller.ts';
import type { Keyring } from '../proof/keyring.ts';
import { busAudience } from '../proof/proof.ts';
import { NatsCalls } from './nats-calls.ts';
import { serveCalls } from './serve-calls.ts';
import { keyringsFor } from '../testing/keyrings.ts';
import { closedNats, type ClosedNats } from '../testing/closed-nats.ts';
import { contractsWith } from '../testing/planned.ts';

const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const person: PersonClaims = {
  accountId,
  sessionId: 'session-1',
  factor: false,
  verifiedAt: '2026-11-24T07:59:00.000Z',
  methods: ['password'],
};

const Rename = call({
  subject: 'lethe.rpc.identity.account.rename',
  callers: ['person', 'service:gateway'],
  input: z.strictObject({
    name: z.string(),
    nested: z.strictObject({ age: z.number() }).exactOptional(),
    password: secret(z.string()).exactOptional(),
  }),
  output: z.strictObject({ commandId: z.string(), actor: z.string(), subject: z.string(), request: z.string() }),
  refuses: { 'name-taken': z.strictObject({ alternatives: z.array(z.string()) }), locked: noDetails },
});
const Inspect = call({
  subject: 'lethe.rpc.identity.account.inspect',
  callers: ['staff:support', 'operator', 'service:mfa'],
  input: z.strictObject({ accountId: z.uuid() }),
  output: z.strictObject({ by: z.string() }),
  refuses: {},
});

const Close = call({
  ...Inspect,
  subject: 'lethe.rpc.identity.account.close',
  callers: ['person'],
  needs: { fresh: true },
});

/** Of a service that does not run here. */
const Nobody = { ...Rename, subject: 'lethe.rpc.ticketing.ticket.open' } as const;

const handled: string[] = [];

@Controller()
class AccountController {
  @Answers(Rename)
  async rename({ name }: z.infer<typeof Rename.input>, { command }: CallContext) {
    handled.push(name);
    if (name === 'taken') return refuse('name-taken', { alternatives: ['free'] });
    if (name === 'locked') return refuse('locked');
    if (name === 'gone') throw new AccountGone(accountId);
    if (name === 'reused') throw new CommandReused(command.id);
    if (name === 'full') throw Object.assign(new Error('alice@example.test'), { code: '53100' });
    if (name === 'long')
      return { commandId: command.id, actor: '\u4e2d'.repeat(400_000), subject: 'nobody', request: '' };
    if (name === 'crash') throw new Error('No such row: alice@example.test');
    if (name === 'lie') return { wrong: true } as never;
    if (name === 'slow') await new Promise((resolve) => setTimeout(resolve, 300));
    const { id, actor, subject = 'nobody', request } = command;
    return { commandId: id, actor, subject, request: JSON.stringify(request) };
  }

  @Answers(Inspect)
  async inspect(_input: z.infer<typeof Inspect.input>, { caller, command }: CallContext) {
    return { by: caller.kind === 'person' ? personOf({ caller }).accountId : command.actor };
  }

  @Answers(Close)
  async close(_input: z.infer<typeof Close.input>, context: CallContext) {
    handled.push('close');
    return { by: personOf(context).accountId };
  }
}

const clock = fixedClock('2026-11-24T08:00:00Z');
const logged: string[] = [];
const note = (facts: object, text: string): void => void logged.push(JSON.stringify({ ...facts, text }));
const log = { debug: note, info: note, warn: note, error: note };

let nats: ClosedNats;
let rings: Readonly<Record<ServiceName | 'operator', Keyring>>;
let serving: Awaited<ReturnType<typeof serveCalls>>;
let gateway: NatsCalls;
let raw: ClientProxy;

/** @param over whose key of the bus it comes with, where that is not its own. */
const callsOf = async (name: ServiceName | 'operator', over = name): Promise<NatsCalls> => {
  const calls = new NatsCalls({ nats: nats.at(over), keyring: rings[name], clock: clock.now, log });
  await calls.connect();
  return calls;
};
const personToken = (claims: object = {}, issuer: ServiceName = 'session', audience = busAudience, seconds = 60) =>
  rings[issuer].sign({ ...person, ...claims }, { typ: 'person+jwt', audience, seconds });
/** What somebody sends who does not use our client. */
const send = (pairs: Readonly<Record<string, string>>, input: unknown = { name: 'a' }, to: string = Rename.subject) => {
  const carried = headers();
  for (const [name, value] of Object.entries(pairs)) carried.set(name, value);
  return firstValueFrom(raw.send<unknown>(to, new NatsRecordBuilder(input).setHeaders(carried).build()));
};
const later = '2026-11-24T23:00:00Z';

beforeAll(async () => {
  nats = await closedNats(contractsWith([Rename, Inspect, Close, Nobody]));
  rings = (await keyringsFor(['gateway', 'identity', 'session', 'mfa', 'ticketing', 'operator'], clock.now)) as never;
  serving = await serveCalls({
    service: 'identity',
    nats: nats.at('identity'),
    controllers: [AccountController],
    keyring: rings.identity,
    clock: clock.now,
    log,
  });
  gateway = await callsOf('gateway');
  raw = ClientProxyFactory.create({ transport: Transport.NATS, options: { ...nats.at('gateway') } });
});
afterAll(async () => {
  await Promise.all([gateway.close(), raw.close()]);
  await serving.close();
  await nats.stop();
});
beforeEach(() => {
  handled.length = 0;
  logged.length = 0;
});

describe('A call (EVT-2)', () => {
  it('is answered, with the actor and the command made from the proof', async () => {
    const answer = await gateway.ask(Rename, { name: 'b', password: 'hunter2' }, { as: await personToken(), key: 'k' });
    expect(answer).toEqual({
      commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      actor: accountId,
      subject: `account:${accountId}`,
      request: '{"name":"b"}',
    });
  });

  it('is the same command when actor, call and key are the same, whatever was asked, and another one otherwise', async () => {
    const as = await personToken();
    const other = await personToken({ accountId: 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a' });
    const idOf = async (name: string, how: object) => {
      const answer = await gateway.ask(Rename, { name }, how);
      return 'commandId' in answer ? answer.commandId : '';
    };
    const first = await idOf('a', { as, key: '1' });
    expect(await idOf('b', { as, key: '1' })).toBe(first);
    const others = [
      await idOf('a', { as, key: '2' }),
      await idOf('a', { as: other, key: '1' }),
      await idOf('a', { as }),
      await idOf('a', { as }),
      await idOf('a', { key: '1' }),
      await idOf('a', { key: '1', browser: 'x' }),
      await idOf('a', { key: '1', browser: 'y' }),
    ];
    expect(new Set([first, ...others]).size).toBe(8);
  });

  it('gives a refusal with its details', async () => {
    expect(await gateway.ask(Rename, { name: 'taken' })).toEqual(refuse('name-taken', { alternatives: ['free'] }));
    expect(await gateway.ask(Rename, { name: 'locked' })).toEqual(refuse('locked'));
  });

  it.each([
    ['gone', 'account-gone'],
    ['reused', 'command-reused'],
    ['crash', 'internal'],
    ['lie', 'internal'],
  ])('that meets %s is the fault %s', async (name, fault) => {
    await expect(gateway.ask(Rename, { name })).rejects.toMatchObject({ name: 'CallFault', fault, details: {} });
  });

  it('that crashes is logged once, with its correlation id and neither input nor the text of the error', async () => {
    await expect(gateway.ask(Rename, { name: 'crash' }, { correlationId: 'c-1' })).rejects.toMatchObject({
      message: 'lethe.rpc.identity.account.rename: internal.',
    });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('"correlationId":"c-1"');
    expect(logged[0]).not.toMatch(/alice|crash"/);
  });

  it('names the fields that were not as agreed, never their values', async () => {
    const input = { name: 7, nested: { age: 'forty-two', height: 1 }, role: 'administrator' };
    await expect(gateway.ask(Rename, input as never)).rejects.toMatchObject({
      fault: 'invalid',
      details: {
        fields: [
          { pointer: '/name', code: 'not-text', params: {} },
          { pointer: '/nested/age', code: 'not-a-number', params: {} },
          { pointer: '/nested/height', code: 'unknown', params: {} },
          { pointer: '/role', code: 'unknown', params: {} },
        ],
      },
    });
    expect(handled).toEqual([]);
    expect(logged).toEqual([]);
  });

  it('whose answer is too large to be carried, in bytes, is a fault at once, and the log says whose (L2)', async () => {
    const asked = performance.now();
    await expect(gateway.ask(Rename, { name: 'long' }, { as: await personToken() })).rejects.toMatchObject({
      fault: 'answer-too-large',
    });
    expect(performance.now() - asked).toBeLessThan(4_500);
    expect(logged.filter((line) => line.includes('too large'))).toEqual([
      expect.stringMatching(/^\{"subject":"lethe\.rpc\.identity\.[^"]+","correlationId":"[^"]+","bytes":12\d{5},/),
    ]);
  });

  it('whose input is too large, in bytes, is not sent (L2)', async () => {
    await expect(gateway.ask(Rename, { name: '\u4e2d'.repeat(400_000) })).rejects.toThrow('the input is too large');
  });

  it('that finds no room says so, and the log alarms (K2, FIT-7)', async () => {
    await expect(gateway.ask(Rename, { name: 'full' }, { as: await personToken() })).rejects.toMatchObject({
      fault: 'no-room',
    });
    expect(logged.filter((line) => line.includes('no room'))).toEqual([expect.stringContaining('"code":"53100"')]);
  });

  it('that nobody answers is unavailable at once', async () => {
    const before = performance.now();
    await expect(gateway.ask(Nobody, { name: 'a' })).rejects.toMatchObject({ name: 'Unavailable' });
    expect(performance.now() - before).toBeLessThan(4_500);
  });

  it('that is answered too late is unavailable when its time is over', async () => {
    await expect(gateway.ask(Rename, { name: 'slow' }, { deadlineMs: 50 })).rejects.toMatchObject({
      name: 'Unavailable',
      fault: 'unavailable',
    });
  });
});

describe('Who may call (G7)', () => {
  const expectRefused = async (answer: Promise<unknown>, fault: string) => {
    expect(await answer).toEqual({ fault });
    expect(handled).toEqual([]);
    // Each is counted, and said at a level that somebody looks at.
    const warnings = logged.filter((line) => line.includes('A call was not proven.'));
    expect(warnings).toEqual(fault === 'unauthenticated' ? [expect.stringMatching(/"unproven":\d+/)] : []);
  };
  const proof = (token: string) => ({ 'lethe-proof': token, 'lethe-deadline': later });

  it('is nobody without a proof, whatever the headers say', () =>
    expectRefused(send({ 'lethe-deadline': later, 'lethe-actor': accountId, actor: 'operator' }), 'unauthenticated'));
  it('is nobody with a token that is none', () => expectRefused(send(proof('no.token.atall')), 'unauthenticated'));
  it('is not a person whose token another service than session signed', async () =>
    expectRefused(send(proof(await personToken({}, 'ticketing'))), 'unauthenticated'));
  it('is not a person whose token claims session, signed by another key', async () =>
    expectRefused(
      send(
        proof(
          (await personToken({ iss: 'session' }, 'gateway')).replace(
            /^[^.]+/,
            'eyJhbGciOiJFZERTQSIsImtpZCI6InNlc3Npb24iLCJ0eXAiOiJwZXJzb24rand0In0',
          ),
        ),
      ),
      'unauthenticated',
    ));
  it('is not a service with a token made for a person', async () => {
    const token = await rings.gateway.sign({ ...person }, { typ: 'person+jwt', audience: busAudience, seconds: 60 });
    await expectRefused(send(proof(token)), 'unauthenticated');
  });
  it('is not who brings a token for applications', async () =>
    expectRefused(send(proof(await personToken({}, 'session', 'ticketing'))), 'unauthenticated'));
  it('is not who brings an expired token', async () => {
    const token = await personToken();
    clock.advance({ seconds: 66 });
    await expectRefused(send(proof(token)), 'unauthenticated');
  });
  it('is not who brings a token that says it lives for a day, after five minutes', async () => {
    const token = await personToken({}, 'session', busAudience, 86_400);
    clock.advance({ seconds: 306 });
    await expectRefused(send(proof(token)), 'unauthenticated');
  });
  it('is not a service that the call does not name', async () => {
    const token = await rings.ticketing.sign({}, { typ: 'service+jwt', audience: 'identity', seconds: 60 });
    await expectRefused(send(proof(token)), 'forbidden');
  });
  it('is nobody after the deadline, nor without one: the call is not run', async () => {
    const token = await personToken();
    await expectRefused(send({ 'lethe-proof': token, 'lethe-deadline': clock.now() }), 'deadline-passed');
    await expectRefused(send({ 'lethe-proof': token }), 'deadline-passed');
    await expectRefused(send({ 'lethe-proof': token, 'lethe-deadline': 'tomorrow' }), 'deadline-passed');
  });
  it('is staff only with the role and a second factor', async () => {
    const inspect = async (claims: object) => gateway.ask(Inspect, { accountId }, { as: await personToken(claims) });
    await expect(inspect({})).rejects.toMatchObject({ fault: 'forbidden' });
    await expect(inspect({ staffRole: 'support' })).rejects.toMatchObject({ fault: 'forbidden' });
    await expect(inspect({ staffRole: 'auditor', factor: true })).rejects.toMatchObject({ fault: 'forbidden' });
    expect(await inspect({ staffRole: 'support', factor: true })).toEqual({ by: accountId });
  });
  it('is told of a verification that is too old as a refusal, under nobody else’s name (SES-7)', async () => {
    const as = await personToken({ verifiedAt: '2026-11-24T07:00:00.000Z' });
    expect(await gateway.ask(Close, { accountId }, { as })).toEqual({ refused: 'verification-stale', details: {} });
    expect(handled).toEqual([]);
    const fresh = await personToken({ verifiedAt: clock.now() });
    expect(await gateway.ask(Close, { accountId }, { as: fresh })).toEqual({ by: accountId });
  });
  it('is the operator, and a named service, as themselves', async () => {
    const [operator, mfa] = [await callsOf('operator'), await callsOf('mfa')];
    expect(await operator.ask(Inspect, { accountId })).toEqual({ by: 'operator' });
    expect(await mfa.ask(Inspect, { accountId })).toEqual({ by: 'service:mfa' });
    const elsewhere = await callsOf('operator', 'gateway');
    await expect(elsewhere.ask(Rename, { name: 'a' })).rejects.toMatchObject({ fault: 'forbidden' });
    await Promise.all([operator.close(), elsewhere.close(), mfa.close()]);
  });
});
