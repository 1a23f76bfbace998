import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Calls } from '@lethe/bus';
import { CheckSession, ReadProfile, Register, SignIn, SubmitTicket, type Call } from '@lethe/contracts';
import { pino } from 'pino';
import { noSealing } from '../testing/no-sealing.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveHttp, type Edge } from './http-edge.ts';

const id = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const at = '2026-11-24T09:00:00.000Z';

/** Stands for the bus and answers from a table. The real bus is tested in libs/bus and e2e. */
const answers = new Map<string, unknown>();
const calls = { ask: ({ subject }: Call) => Promise.resolve(answers.get(subject)) } as unknown as Calls;

let edge: Edge;
beforeAll(async () => {
  edge = await serveHttp({
    calls,
    logger: pino({ enabled: false }),
    host: '127.0.0.1',
    port: 0,
    mailbox: false,
    sealing: noSealing,
    brand: usualBrand,
    publicKeys: { keys: [] },
  });
  answers.set(CheckSession.subject, {
    accountId: id,
    sessionId: id,
    personToken: 'proof',
    factor: false,
    expiresAt: at,
  });
  answers.set(ReadProfile.subject, { accountId: id, email: 'a@b.c', username: 'Ada', registeredAt: at });
});
afterAll(() => edge.stop());

const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${edge.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const session = { cookie: '__Host-lethe-session=t' };
const credentials = { email: 'ada@example.org', password: 'a long enough password' };
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

describe('401 means that there is no live session, and nothing else (API-2)', () => {
  it('and names the scheme', async () => {
    const answer = await ask('GET', '/v1/account');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Cookie realm="lethe", cookie-name="__Host-lethe-session"');
    expect(await codeOf(answer)).toBe('session-ended');
  });

  it.each([
    ['credentials-wrong', 403],
    ['too-many-attempts', 429],
  ])('%s is %i', async (refused, status) => {
    answers.set(SignIn.subject, { refused, details: {} });
    const answer = await ask('POST', '/v1/sessions', credentials);
    expect([answer.status, await codeOf(answer)]).toEqual([status, refused]);
    expect(answer.headers.has('www-authenticate')).toBe(false);
  });

  it('a sign-in that is over is 409', async () => {
    expect((await ask('POST', '/v1/sessions/second-factor', { code: '123456' })).status).toBe(409);
  });
});

describe('Who has to wait is told how long (API-2)', () => {
  it.each([
    [90_500, /^(90|91)$/],
    [-60_000, /^1$/],
  ])('%i ms', async (ms, seconds) => {
    const retryAt = new Date(Date.now() + ms).toISOString();
    answers.set(SignIn.subject, { refused: 'too-many-attempts', details: { retryAt } });
    const answer = await ask('POST', '/v1/sessions', credentials);
    expect(answer.headers.get('retry-after')).toMatch(seconds);
    expect(await answer.json()).toMatchObject({ code: 'too-many-attempts', retryAt });
  });
});

describe('A path that is known, asked in another way (API-2)', () => {
  it.each(['PATCH', 'PUT', 'POST', 'DELETE', 'QUERY', 'PROPFIND'])(
    '%s is refused with what there is, whatever the body',
    async (method) => {
      const answer = await ask(method, '/v1/account', '{', { 'content-type': 'text/plain' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(await codeOf(answer)).toBe('method-not-allowed');
    },
  );

  it('OPTIONS tells', async () => {
    const answer = await ask('OPTIONS', '/v1/sessions');
    expect([answer.status, answer.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
    expect((await ask('OPTIONS', `/v1/sessions/${id}`)).headers.get('allow')).toBe('DELETE, OPTIONS');
    expect((await ask('OPTIONS', '/v1/sessions/second-factor')).headers.get('allow')).toBe('OPTIONS, POST');
    expect((await ask('DELETE', '/v1/sessions/second-factor')).status).toBe(405);
  });

  it('HEAD is GET without a body', async () => {
    const answer = await ask('HEAD', '/v1/account', undefined, session);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(50);
  });

  it('what is not known stays unknown', async () => {
    expect((await ask('OPTIONS', '/v1/nothing')).status).toBe(404);
    expect((await ask('PATCH', '/v1/nothing')).status).toBe(404);
  });
});

describe('What could be read in two ways is refused (API-2)', () => {
  it('a key that is given twice, wherever it stands and however it is written', async () => {
    const answer = await ask('POST', '/v1/sessions', '{"email":"a@b.c","password":"x","\\u0065mail":"b@b.c"}');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/email', code: 'given-twice', params: {} }],
    });
  });

  it.each([
    ['GET', '/v1/account?colour=red'],
    ['DELETE', '/v1/sessions/current?colour=red'],
  ])('a query parameter that nobody knows: %s %s', async (method, path) => {
    const answer = await ask(method, path, undefined, session);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '/colour', code: 'unknown', params: {} }] });
  });
});

describe('An answer', () => {
  it.each([
    ['GET', '/v1/account', session],
    ['GET', '/v1/account', {}],
    ['GET', '/v1/nothing', {}],
    ['OPTIONS', '/v1/account', {}],
    ['POST', '/livez', {}],
    ['GET', '/v1/tickets/%ff', {}],
  ])('names its request: %s %s %j', async (method, path, headers) => {
    const answer = await ask(method, path, undefined, headers as Record<string, string>);
    const name = answer.headers.get('x-request-id');
    expect(name).toMatch(/^[0-9a-f-]{36}$/);
    const instance = /"instance":"([^"]+)"/.exec(await answer.text())?.[1];
    expect([undefined, `/requests/${name ?? ''}`]).toContain(instance);
  });

  it('says where what was made can be read', async () => {
    answers.set(SubmitTicket.subject, { ticketId: id, submittedAt: at });
    const ticket = { workspaceId: id, type: 'question', priority: 'low', subject: 'Gear 7', text: 'It sticks.' };
    const answer = await ask('POST', '/v1/tickets', ticket, session);
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `/v1/tickets/${id}`]);
  });

  it('tells a weak password as the error of its field (API-2, ID-4)', async () => {
    const details = { because: 'guessable', minimum: 15, maximum: 128 };
    answers.set(Register.subject, { refused: 'password-too-weak', details });
    const answer = await ask('POST', '/v1/registrations', { ...credentials, username: 'Ada' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/password', code: 'password-guessable', params: { minimum: 15, maximum: 128 } }],
    });
  });

  it.each([
    ['zh-CN', 'zh', '没有有效的会话。'],
    ['de', 'en', 'There is no live session.'],
  ])('speaks the language that is asked for: %s (API-4)', async (accepted, language, title) => {
    const answer = await ask('GET', '/v1/account', undefined, { 'accept-language': accepted });
    expect(answer.headers.get('content-language')).toBe(language);
    expect(await answer.json()).toMatchObject({ code: 'session-ended', title });
  });
});
