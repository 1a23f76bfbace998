import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { call, type Call, type ServiceName } from '@lethe/contracts';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { NatsContext } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import * as z from 'zod';
import type { Keyring, ProofKind } from '../proof/keyring.ts';
import { busAudience } from '../proof/proof.ts';
import { keyringsFor } from '../testing/keyrings.ts';
import { admissionOf } from './admission.ts';
import { Answers } from './answers.ts';
import { CallGuard } from './call.guard.ts';

const at = '2026-11-24T08:00:00.000Z';
let now = at;
const clock = (): string => now;
beforeEach(() => {
  now = at;
});
const after = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const tenMinutes = 600_000;

const about = { input: z.strictObject({}), output: z.strictObject({}), refuses: {} };
const Read = call({ ...about, subject: 'lethe.rpc.identity.account.read', callers: ['person', 'service:mfa'] });
const Change = call({
  ...about,
  subject: 'lethe.rpc.identity.account.change',
  callers: ['person', 'staff:support', 'service:mfa', 'operator'],
  needs: { fresh: true },
});
const Bind = call({
  ...about,
  subject: 'lethe.rpc.identity.account.bind',
  callers: ['person', 'service:mfa'],
  needs: { fresh: true, factor: true },
});

class AccountController {
  @Answers(Read)
  async read() {
    return {};
  }
  @Answers(Change)
  async change() {
    return {};
  }
  @Answers(Bind)
  async bind() {
    return {};
  }
  async undeclared() {
    return {};
  }
}
const handlerOf = (asked: Call) => {
  const { read, change, bind } = AccountController.prototype;
  return new Map<Call, () => unknown>([
    [Read, read],
    [Change, change],
    [Bind, bind],
  ]).get(asked);
};

type Name = ServiceName | 'operator' | 'archive';
let rings: Readonly<Record<Name, Keyring>>;
let guard: CallGuard;
beforeAll(async () => {
  rings = (await keyringsFor(['gateway', 'identity', 'session', 'mfa', 'operator', 'archive'], clock)) as typeof rings;
  guard = new CallGuard({ service: 'identity', keyring: rings.identity, clock: clock });
});

const arrived = (pairs: Readonly<Record<string, string>>, handler = AccountController.prototype.read as unknown) => {
  const carried = headers();
  for (const [name, value] of Object.entries(pairs)) carried.set(name, value);
  const context = new NatsContext(['subject', carried]);
  return new ExecutionContextHost([{}, context], AccountController, handler as () => unknown);
};

type Who = Readonly<{ by?: Name; typ?: ProofKind; audience?: string; claims?: object }>;
const person = { accountId: '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f', sessionId: 'one', methods: ['password'] };
const proofOf = ({ by = 'session', typ = 'person+jwt', audience, claims = {} }: Who = {}) =>
  rings[by].sign(
    { ...person, factor: false, verifiedAt: at, ...claims },
    { typ, audience: audience ?? (typ === 'person+jwt' ? busAudience : 'identity'), seconds: 60 },
  );
const asks = async (asked: Call, who: Who = {}) =>
  guard.canActivate(
    arrived({ 'lethe-proof': await proofOf(who), 'lethe-deadline': after(3_600_000) }, handlerOf(asked)),
  );
const verified = (verifiedAt: string, factor = false): Who => ({ claims: { verifiedAt, factor } });

describe('The guard before every handler (G7)', () => {
  it('lets in who has proven to be one of the callers, and hands on who that is', async () => {
    const execution = arrived({
      'lethe-proof': await proofOf(),
      'lethe-deadline': after(1),
      'Lethe-Correlation': 'c-1',
    });
    expect(await guard.canActivate(execution)).toBe(true);
    expect(admissionOf(execution.getArgByIndex(1))).toMatchObject({
      caller: { kind: 'person', ...person },
      deadline: after(1),
      correlationId: 'c-1',
    });
  });

  it.each<readonly [string, Who, string]>([
    ['somebody with a token for applications', { audience: 'ticketing' }, 'NotProven'],
    ['a service with a token for another one', { by: 'mfa', typ: 'service+jwt', audience: 'ticketing' }, 'NotProven'],
    ['a service with a token for persons', { by: 'mfa', typ: 'service+jwt', audience: busAudience }, 'NotProven'],
    ['somebody whom another service than session vouches for', { by: 'mfa' }, 'NotProven'],
    ['a service in the clothes of a person', { by: 'mfa', typ: 'person+jwt' }, 'NotProven'],
    ['somebody with a document for a token', { typ: 'certificate+jwt' }, 'NotProven'],
    ['a person without what a token says of one', { claims: { accountId: 'me' } }, 'NotProven'],
    ['a service that the call does not name', { by: 'gateway', typ: 'service+jwt' }, 'Forbidden'],
    ['the operator, whom the call does not name', { by: 'operator', typ: 'service+jwt' }, 'Forbidden'],
    ['another team’s participant, whom the call does not name', { by: 'archive', typ: 'service+jwt' }, 'Forbidden'],
    ['another team’s participant in the clothes of a person', { by: 'archive', typ: 'person+jwt' }, 'NotProven'],
  ])('refuses %s', async (_who, who, name) => {
    await expect(asks(Read, who)).rejects.toMatchObject({ name });
  });

  it('refuses who brings no proof, or one that is none, or an old one', async () => {
    const old = await proofOf();
    const bringing = (pairs: object) => guard.canActivate(arrived({ 'lethe-deadline': after(3_600_000), ...pairs }));
    expect(await bringing({ 'lethe-proof': old })).toBe(true);
    now = after(66_000);
    for (const pairs of [{}, { 'lethe-proof': 'a.b.c' }, { 'lethe-proof': old }])
      await expect(bringing(pairs)).rejects.toMatchObject({ name: 'NotProven' });
  });

  it('refuses a call for whose answer nobody waits any more, at the very instant', async () => {
    const proof = { 'lethe-proof': await proofOf() };
    for (const deadline of [{}, { 'lethe-deadline': at }, { 'lethe-deadline': 'tomorrow' }])
      await expect(guard.canActivate(arrived({ ...proof, ...deadline }))).rejects.toMatchObject({
        name: 'DeadlinePassed',
      });
    expect(await guard.canActivate(arrived({ ...proof, 'lethe-deadline': after(1) }))).toBe(true);
  });

  it('refuses a handler that declares no call, whoever asks', async () => {
    const proof = { 'lethe-proof': await proofOf(), 'lethe-deadline': after(1) };
    await expect(guard.canActivate(arrived(proof, AccountController.prototype.undeclared))).rejects.toThrow(
      'declares no call',
    );
  });
});

describe('What a call needs beside a permission (SES-7)', () => {
  const stale = { name: 'NeedUnmet', need: 'verification-stale' };

  it('is a verification of at most 10 minutes ago, to the millisecond', async () => {
    expect(await asks(Change, verified(after(-tenMinutes + 1)))).toBe(true);
    expect(await asks(Change, verified(after(-tenMinutes)))).toBe(true);
    await expect(asks(Change, verified(after(-tenMinutes - 1)))).rejects.toMatchObject(stale);
  });

  it('grows old by the service’s clock', async () => {
    const later = verified(after(-tenMinutes + 1_000));
    now = after(1_000);
    expect(await asks(Change, later)).toBe(true);
    now = after(1_001);
    await expect(asks(Change, later)).rejects.toMatchObject(stale);
  });

  it('is asked of nobody where the call does not need it', async () => {
    expect(await asks(Read, verified('2026-01-01T00:00:00.000Z'))).toBe(true);
  });

  it('is asked of staff as well, and of neither services nor the operator, who prove themselves each time', async () => {
    const staff = { claims: { staffRole: 'support', factor: true, verifiedAt: after(-tenMinutes - 1) } };
    await expect(asks(Change, staff)).rejects.toMatchObject(stale);
    expect(await asks(Change, { by: 'mfa', typ: 'service+jwt' })).toBe(true);
    expect(await asks(Change, { by: 'operator', typ: 'service+jwt' })).toBe(true);
  });

  it('is a second factor in this session, said before the age of the verification', async () => {
    const missing = { name: 'NeedUnmet', need: 'second-factor-required' };
    await expect(asks(Bind, verified(at))).rejects.toMatchObject(missing);
    await expect(asks(Bind, verified(after(-tenMinutes - 1)))).rejects.toMatchObject(missing);
    await expect(asks(Bind, verified(after(-tenMinutes - 1), true))).rejects.toMatchObject(stale);
    expect(await asks(Bind, verified(at, true))).toBe(true);
  });

  it('is a refusal of the call, without being written down there', () => {
    expect(Object.keys(Read.refuses)).toEqual([]);
    expect(Object.keys(Change.refuses)).toEqual(['verification-stale']);
    expect(Object.keys(Bind.refuses).toSorted()).toEqual(['second-factor-required', 'verification-stale']);
  });
});
