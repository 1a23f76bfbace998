import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CallFault, Unavailable, type Calls, type How } from '@lethe/bus';
import { CheckSession, ReadProfile, SignIn, type Call } from '@lethe/contracts';
import { pino } from 'pino';
import { noSealing } from '../testing/no-sealing.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveHttp, type Edge } from './http-edge.ts';
import { networkOf } from './network.ts';

const accountId = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const at = '2026-11-24T09:00:00.000Z';
const live = { accountId, sessionId: accountId, personToken: 'proof', factor: false, expiresAt: at };

/** Stands for the bus: remembers what was asked and answers from a table. The real bus is tested in libs/bus and e2e. */
const asked: { subject: string; input: unknown; how: How }[] = [];
const answers = new Map<string, unknown>();
const calls = {
  ask: (call: Call, input: unknown, how: How = {}) => {
    asked.push({ subject: call.subject, input, how });
    const answer = answers.get(call.subject);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
} as unknown as Calls;

const logged: string[] = [];
let edge: Edge;
const edgeOf = {
  calls,
  logger: pino({}, { write: (line) => logged.push(line) }),
  host: '127.0.0.1',
  port: 0,
  mailbox: false,
  clock: () => '2026-11-24T09:00:00.000Z',
  sealing: noSealing,
  brand: usualBrand,
  publicKeys: { keys: [{ kid: 'cancellation' }] },
};
beforeAll(async () => {
  edge = await serveHttp(edgeOf);
});
afterAll(() => edge.stop());

const request = (
  method: string,
  path: string,
  { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
) =>
  fetch(`${edge.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
const signIn = (body: unknown, headers?: Record<string, string>) =>
  request('POST', '/v1/sessions', { body: JSON.stringify(body), ...(headers === undefined ? {} : { headers }) });
const credentials = { email: 'ada@example.org', password: 'a long enough password' };

describe('An answer', () => {
  it('names the instant at which the system gave it: pages count down by it, whatever their own clock says', async () => {
    const { headers } = await request('GET', '/livez');
    expect(headers.get('date')).toBe('Tue, 24 Nov 2026 09:00:00 GMT');
  });
});

describe('Bad input gets a problem document and loses nothing', () => {
  it.each([
    ['a missing field', 'POST', '/v1/sessions', '{"email":"a@b.c"}', {}, 400, 'invalid-input'],
    ['an unknown field', 'POST', '/v1/sessions', '{"email":"a","password":"b","admin":true}', {}, 400, 'invalid-input'],
    [
      'a field that a cookie gives',
      'POST',
      '/v1/registrations/confirm',
      `{"code":"123456","registrationId":"${accountId}"}`,
      {},
      400,
      'invalid-input',
    ],
    ['a list for a body', 'POST', '/v1/sessions', '[]', {}, 400, 'invalid-input'],
    ['broken JSON', 'POST', '/v1/sessions', '{"email"', {}, 400, 'malformed-json'],
    [
      'a polluting key',
      'POST',
      '/v1/sessions',
      '{"__proto__":{"a":1},"email":"a","password":"b"}',
      {},
      400,
      'malformed-json',
    ],
    ['another media type', 'POST', '/v1/sessions', 'email=a', { 'content-type': 'text/plain' }, 415, 'not-json'],
    ['a huge body', 'POST', '/v1/sessions', `{"email":"${'a'.repeat(70_000)}"}`, {}, 413, 'body-too-large'],
    ['a path that is not there', 'GET', '/v1/nothing', undefined, {}, 404, 'not-found'],
    ['an id that is none', 'GET', '/v1/tickets/7', undefined, {}, 400, 'invalid-input'],
    [
      'an odd idempotency key',
      'POST',
      '/v1/sessions',
      JSON.stringify(credentials),
      { 'idempotency-key': 'a b' },
      400,
      'invalid-input',
    ],
  ])('%s', async (_what, method, path, body, headers, status, code) => {
    const answer = await request(method, path, { ...(body === undefined ? {} : { body }), headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: `/problems/${code}`, status, code });
  });

  it('names the field and the bound, never the value', async () => {
    const answer = await signIn({ email: 'ada@example.org' });
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ errors: [{ pointer: '/password', code: 'required', params: {} }] });
    expect(text).not.toContain('ada@example.org');
  });
});

describe('Requests of other sites (ASVS 3.5.1)', () => {
  it.each([{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }])(
    'are refused: %j',
    async (headers) => {
      expect((await signIn(credentials, headers as Record<string, string>)).status).toBe(403);
    },
  );
});

describe('Signing in (SES-6, MFA-2)', () => {
  it('puts the token into a __Host- cookie and nowhere else', async () => {
    answers.set(SignIn.subject, {
      token: 'secret-token',
      sessionId: accountId,
      accountId,
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
    const answer = await signIn(credentials);
    expect(answer.status).toBe(201);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('__Host-lethe-session='));
    expect(cookie).toMatch(
      /^__Host-lethe-session=secret-token; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(await answer.text()).not.toContain('secret-token');
  });

  it('answers 202 while the second factor is missing, with a cookie that is good for that alone', async () => {
    answers.set(SignIn.subject, { pending: 'half', expiresAt: '2027-01-01T00:00:00.000Z' });
    const answer = await signIn(credentials);
    expect(answer.status).toBe(202);
    expect(answer.headers.getSetCookie().join()).toContain('__Host-lethe-pending=half');
    expect(answer.headers.getSetCookie().join()).not.toContain('lethe-session');
  });

  it('carries the idempotency key and the browser with the call', async () => {
    answers.set(SignIn.subject, { refused: 'credentials-wrong', details: {} });
    const answer = await signIn(credentials, {
      'idempotency-key': 'k1',
      cookie: `__Host-lethe-browser=${accountId}`,
    });
    expect(answer.status).toBe(403);
    expect(asked.at(-1)).toMatchObject({ subject: SignIn.subject, how: { key: 'k1', browser: accountId } });
  });
});

describe('Who asks (ID-2a)', () => {
  const lastInput = () => asked.at(-1)?.input as Readonly<Record<string, unknown>>;
  const token = 'd'.repeat(43);
  const own = noSealing.mac('network', networkOf('127.0.0.1'));

  it('is told to who counts: the network under a key, and what a browser keeps from the sign-ins before', async () => {
    answers.set(SignIn.subject, { refused: 'credentials-wrong', details: {} });
    await signIn(credentials);
    expect(lastInput()).toMatchObject({ network: own });
    expect(lastInput()).not.toHaveProperty('deviceToken');
    await signIn(credentials, { cookie: `__Host-lethe-device=${token}` });
    expect(lastInput()).toMatchObject({ network: own, deviceToken: token });
    await signIn(credentials, { cookie: '__Host-lethe-device=made-up' });
    expect(lastInput()).not.toHaveProperty('deviceToken');
  });

  it('is kept by the browser in a cookie of its own, for long', async () => {
    const device = { token, expiresAt: '2027-05-24T09:00:00.000Z' };
    answers.set(SignIn.subject, { token: 'secret', sessionId: accountId, accountId, expiresAt: at, device });
    const answer = await signIn(credentials);
    expect(answer.headers.getSetCookie()).toContainEqual(
      `__Host-lethe-device=${token}; Path=/; Expires=Mon, 24 May 2027 09:00:00 GMT; HttpOnly; Secure; SameSite=Strict`,
    );
    expect(await answer.json()).toEqual({ state: 'signed-in', sessionExpiresAt: at });
  });

  it('is nobody’s to say but a proxy’s that is named; of another one there is a warning, once', async () => {
    const said = { 'x-forwarded-for': '203.0.113.9' };
    for (const headers of [said, said]) await signIn(credentials, headers);
    expect(lastInput()).toMatchObject({ network: own });
    expect(logged.filter((line) => line.includes('LETHE_TRUSTED_PROXIES'))).toHaveLength(1);
    const behind = await serveHttp({ ...edgeOf, trustedProxies: ['127.0.0.0/8'] });
    const sent = { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 127.0.0.2' };
    await fetch(`${behind.url}/v1/sessions`, { method: 'POST', headers: sent, body: JSON.stringify(credentials) });
    await behind.stop();
    expect(lastInput()).toMatchObject({ network: noSealing.mac('network', networkOf('203.0.113.9')) });
    expect(logged.filter((line) => line.includes('LETHE_TRUSTED_PROXIES'))).toHaveLength(1);
  });
});

describe('What needs a person', () => {
  const profile = (headers: Record<string, string> = {}) => request('GET', '/v1/account', { headers });

  it('is refused without a session', async () => {
    expect((await profile()).status).toBe(401);
  });

  it('asks the session service each time and goes on as that person (SES-3)', async () => {
    answers.set(CheckSession.subject, live);
    answers.set(ReadProfile.subject, { accountId, email: 'a@b.c', username: 'Ada', registeredAt: at });
    const answer = await profile({ cookie: '__Host-lethe-session=t', 'lethe-background': '1' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(asked.at(-2)?.input).toEqual({ token: 't', background: true });
    expect(asked.at(-1)).toMatchObject({ subject: ReadProfile.subject, how: { as: 'proof' } });
  });

  it.each([
    [new CallFault('forbidden', 's'), 403, 'not-permitted'],
    [new CallFault('command-reused', 's'), 422, 'idempotency-key-reused'],
    [new Unavailable('s'), 503, 'unavailable'],
    [new CallFault('no-room', 's'), 503, 'no-room'],
    [new CallFault('answer-too-large', 's'), 500, 'answer-too-large'],
    [new CallFault('internal', 's'), 500, 'internal'],
  ])('answers a failed call plainly: %s', async (fault, status, code) => {
    answers.set(CheckSession.subject, live);
    answers.set(ReadProfile.subject, fault);
    const answer = await profile({ cookie: '__Host-lethe-session=t' });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it('logs what nobody foresaw without a word of what was sent', async () => {
    answers.set(ReadProfile.subject, new TypeError('boom, said ada@example.org'));
    const answer = await profile({ cookie: '__Host-lethe-session=t', 'user-agent': 'marker-agent' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('boom');
    expect(logged.join()).toContain('request failed');
    expect(logged.join()).toContain('TypeError');
    expect(logged.join()).not.toMatch(/marker-agent|boom|ada@example/);
  });
});

describe('The OpenAPI document', () => {
  it('describes every route', async () => {
    const document = (await (await request('GET', '/openapi.json')).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/v1/account/cancellation');
  });
});

describe('The public keys (CAN-11)', () => {
  it('are there for whoever wants to verify a certificate', async () => {
    expect(await (await request('GET', '/.well-known/jwks.json')).json()).toEqual({ keys: [{ kid: 'cancellation' }] });
  });
});

describe('The mailbox (RUN-1)', () => {
  it('does not exist outside development', async () => {
    expect((await request('GET', '/dev/mailbox')).status).toBe(404);
  });
});
