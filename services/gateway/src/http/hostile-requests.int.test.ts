import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Calls } from '@lethe/bus';
import { CheckSession, CompleteSignIn, ConfirmRegistration, SignIn, type Call } from '@lethe/contracts';
import { pino } from 'pino';
import { noSealing } from '../testing/no-sealing.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveHttp, type Edge } from './http-edge.ts';

/** Stands for the bus: remembers what was asked and refuses all of it. */
const asked: string[] = [];
const calls = {
  ask: ({ subject, refuses }: Call) => {
    asked.push(subject);
    return Promise.resolve({ refused: Object.keys(refuses)[0], details: {} });
  },
} as unknown as Calls;

let edge: Edge;
beforeAll(async () => {
  edge = await serveHttp({
    longestRequestMs: 1000,
    calls,
    logger: pino({ enabled: false }),
    host: '127.0.0.1',
    port: 0,
    mailbox: false,
    sealing: noSealing,
    brand: usualBrand,
    publicKeys: { keys: [{ kid: 'cancellation' }] },
  });
});
afterAll(() => edge.stop());

type Answer = Readonly<{ status: number; head: string; problem: Readonly<Record<string, unknown>> }>;

/** Sends bytes as they are, and gives what came until the connection was closed. */
const bytes = (...sent: readonly (string | Buffer)[]): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(edge.url).port), '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('data', (part: Buffer) => received.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(read(Buffer.concat(received).toString())));
    for (const part of sent) socket.write(part);
  });

const read = (text: string): Answer => {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    head: head.toLowerCase(),
    problem: JSON.parse(body === '' ? '{}' : body) as Answer['problem'],
  };
};

const host = 'Host: lethe.example\r\nConnection: close\r\n';
const json = 'Content-Type: application/json\r\n';
const get = (path: string, headers = ''): string => `GET ${path} HTTP/1.1\r\n${host}${headers}\r\n`;
const post = (headers: string, body = ''): string =>
  `POST /v1/sessions HTTP/1.1\r\n${host}${json}${headers}\r\n${body}`;
const sized = (body: Buffer): readonly [string, Buffer] => [post(`Content-Length: ${String(body.length)}\r\n`), body];
const credentials = '{"email":"a@b.example","password":"secret"}';
const length = `Content-Length: ${String(credentials.length)}\r\n`;

describe('What is no proper HTTP gets a problem document and goes no further (G5)', () => {
  it.each([
    ['two hosts', get('/v1/account', 'Host: other.example\r\n'), 400, 'malformed-request'],
    ['100 KB of headers', get('/v1/account', `X-Long: ${'a'.repeat(100_000)}\r\n`), 431, 'headers-too-large'],
    ['a cookie of 17 KB', get('/v1/account', `Cookie: a=${'a'.repeat(17_000)}\r\n`), 431, 'headers-too-large'],
    ['a length beside chunks', post(`${length}Transfer-Encoding: chunked\r\n`, '0\r\n\r\n'), 400, 'malformed-request'],
    ['two lengths', post(`${length}Content-Length: 5\r\n`, credentials), 400, 'malformed-request'],
    ['a chunk of no size', post('Transfer-Encoding: chunked\r\n', 'ZZ\r\n'), 400, 'malformed-request'],
    ['an unknown method', `STEAL /v1/account HTTP/1.1\r\n${host}\r\n`, 400, 'malformed-request'],
    ['no HTTP at all', '\u0000\u0001\r\n\r\n', 400, 'malformed-request'],
    ['bytes in the path that are no UTF-8', get('/v1/tickets/%ff'), 400, 'invalid-input'],
    ['an endless parameter', get(`/v1/tickets/${'a'.repeat(500)}`), 400, 'invalid-input'],
  ])('%s', async (_what, request, status, code) => {
    asked.length = 0;
    const answer = await bytes(request);
    expect(answer).toMatchObject({ status, problem: { type: `/problems/${code}`, status, code } });
    expect(answer.head).toContain('content-type: application/problem+json');
    expect(JSON.stringify(answer.problem)).not.toMatch(/aaaaa|%ff/);
    expect(asked).toEqual([]);
  });

  it('no host at all', async () => {
    expect((await bytes('GET /v1/account HTTP/1.1\r\nConnection: close\r\n\r\n')).status).toBe(400);
  });

  it('a body that never comes whole, in time', async () => {
    const answer = await bytes(post('Content-Length: 500\r\n'), '{"email"');
    expect(answer).toMatchObject({ status: 408, problem: { code: 'request-too-slow' } });
  });
});

describe('Text that is no Unicode', () => {
  it.each([
    ['bytes that are no UTF-8', sized(Buffer.from([...Buffer.from('{"email":"'), 0xff, ...Buffer.from('"}')])), ''],
    ['half a surrogate pair', sized(Buffer.from('{"email":"a@b.example","password":"\\ud800"}')), '/password'],
  ])('is refused, not replaced, or two passwords would be one: %s', async (_what, request, pointer) => {
    asked.length = 0;
    const { status, problem } = await bytes(...request);
    expect(status).toBe(400);
    expect(problem['errors'] ?? []).toEqual(pointer === '' ? [] : [{ pointer, code: 'not-unicode', params: {} }]);
    expect(asked).toEqual([]);
  });
});

const odd = ['', 'x', '%00', '%0d%0aSet-Cookie:%20a=b', '%E0%A4%A', '"', 'a'.repeat(8_000), '__proto__'];

describe('A cookie that is none of ours', () => {
  it.each(odd)('stands for nobody: %s', async (value) => {
    const answer = await bytes(get('/v1/account', `Cookie: __Host-lethe-session=${value}\r\n`));
    expect(answer).toMatchObject({ status: 401, problem: { code: 'session-ended' } });
  });

  it.each(odd)('is no browser, and gets an id of its own: %s', async (value) => {
    const answer = await bytes(post(`${length}Cookie: __Host-lethe-browser=${value}\r\n`, credentials));
    expect(answer.status).toBe(403);
    expect(answer.head).toMatch(/set-cookie: __host-lethe-browser=[0-9a-f-]{36}; max-age/);
  });

  const sent = async (path: string, cookie: string): Promise<Answer> =>
    bytes(`POST ${path} HTTP/1.1\r\n${host}${json}Content-Length: 17\r\nCookie: ${cookie}\r\n\r\n{"code":"123456"}`);

  it.each(odd)('is no registration of this browser: %s', async (value) => {
    const answer = await sent('/v1/registrations/confirm', `__Host-lethe-registration=${value}`);
    expect(answer).toMatchObject({ status: 404, problem: { code: 'registration-unknown' } });
    expect(asked).not.toContain(ConfirmRegistration.subject);
  });

  it('is no sign-in that was begun in this browser: none, or one too long', async () => {
    for (const cookie of ['a=b', `__Host-lethe-pending=${'a'.repeat(8_000)}`])
      expect(await sent('/v1/sessions/second-factor', cookie)).toMatchObject({
        status: 409,
        problem: { code: 'pending-expired' },
      });
    expect(asked).not.toContain(CompleteSignIn.subject);
  });
});

describe('An answer', () => {
  const keys = (names: readonly string[]) =>
    bytes(...sized(Buffer.from(JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))))));

  it('repeats no key that looks like more than a name', async () => {
    const { problem } = await keys(['ada@example.org', 'role']);
    expect(problem['errors']).toEqual([
      { pointer: '', code: 'unknown', params: {} },
      { pointer: '/role', code: 'unknown', params: {} },
      { pointer: '/email', code: 'required', params: {} },
      { pointer: '/password', code: 'required', params: {} },
    ]);
  });

  it('repeats no key from deeper down', async () => {
    const body = Buffer.from('{"grant":"g","agreements":[{"id":"a","version":"1","digest":"d","ada@example.org":1}]}');
    const head = `POST /v1/account/cancellation HTTP/1.1\r\n${host}${json}Content-Length: ${String(body.length)}\r\n\r\n`;
    const { status, problem } = await bytes(head, body);
    expect(status).toBe(400);
    expect(problem['errors']).toEqual([{ pointer: '/agreements/0', code: 'unknown', params: {} }]);
  });

  it('does not grow with what is wrong', async () => {
    const { problem } = await keys(Array.from({ length: 2_000 }, (_, number) => `field${String(number)}`));
    expect(problem['errors']).toHaveLength(20);
  });
});

describe('An empty body', () => {
  it('is no body, also where the client says that it is JSON', async () => {
    const path = '/v1/sessions/current';
    const { status, problem } = await bytes(`DELETE ${path} HTTP/1.1\r\n${host}${json}Content-Length: 0\r\n\r\n`);
    expect([status, problem['code']]).toEqual([401, 'session-ended']);
  });

  it('lacks every field that is needed', async () => {
    const { status, problem } = await bytes(post('Content-Length: 0\r\n'));
    expect(status).toBe(400);
    expect(problem['errors']).toMatchObject([{ pointer: '/email' }, { pointer: '/password' }]);
  });
});

describe('A session', () => {
  it('is asked for with the cookie as it is, once', async () => {
    asked.length = 0;
    await bytes(get('/v1/account', 'Cookie: __Host-lethe-session=token; __Host-lethe-session=another\r\n'));
    expect(asked).toEqual([CheckSession.subject]);
  });

  it('is not looked for where somebody signs in', async () => {
    asked.length = 0;
    await bytes(post(`${length}Cookie: __Host-lethe-session=token\r\n`, credentials));
    expect(asked).toEqual([SignIn.subject]);
  });
});
