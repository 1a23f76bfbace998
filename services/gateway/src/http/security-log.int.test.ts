import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CallFault, type Calls } from '@lethe/bus';
import {
  CheckSession,
  ConfirmRegistration,
  InviteStaff,
  SendCode,
  SignIn,
  VerifyAgain,
  type Call,
} from '@lethe/contracts';
import { pino } from 'pino';
import { noSealing } from '../testing/no-sealing.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveHttp, type Edge } from './http-edge.ts';

const id = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const retryAt = '2026-11-24T09:00:00.000Z';

/** Stands for the bus and answers from a table. The real bus is tested in libs/bus and e2e. */
const answers = new Map<string, unknown>();
const calls = {
  ask: ({ subject }: Call) => {
    const answer = answers.get(subject);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
} as unknown as Calls;

const logged: Record<string, unknown>[] = [];
let edge: Edge;
beforeAll(async () => {
  edge = await serveHttp({
    calls,
    logger: pino({}, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) }),
    host: '127.0.0.1',
    port: 0,
    mailbox: false,
    sealing: noSealing,
    brand: usualBrand,
    publicKeys: { keys: [] },
  });
});
afterAll(() => edge.stop());
beforeEach(() => {
  logged.length = 0;
  answers.set(CheckSession.subject, { accountId: id, sessionId: id, personToken: 'proof', factor: false });
});

const email = 'marker-ada@example.org';
const password = 'marker password of ada';
const session = '__Host-lethe-session=marker-token';

const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${edge.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  await answer.text();
  await new Promise((resolve) => setTimeout(resolve, 20)); // The line is written once the answer has left.
  return answer.headers.get('x-request-id');
};

const refused = (what: string, details: object = {}) => ({ refused: what, details });

describe('What looks like an attack leaves one line (A6, ID-9, ASVS 16.3)', () => {
  it.each([
    ['sign-in-failed', SignIn, 'credentials-wrong', '/v1/sessions', { email, password }, {}],
    ['throttled', SignIn, 'too-many-attempts', '/v1/sessions', { email, password }, {}],
    [
      'code-wrong',
      ConfirmRegistration,
      'code-wrong',
      '/v1/registrations/confirm',
      { code: '918273' },
      { cookie: `__Host-lethe-registration=${id}` },
    ],
    [
      'factor-wrong',
      VerifyAgain,
      'second-factor-wrong',
      '/v1/sessions/current/verification',
      { password },
      { cookie: session },
    ],
    ['throttled', SendCode, 'too-many-codes', '/v1/account/codes', { purpose: 'cancellation' }, { cookie: session }],
  ] as const)('%s: %p %s', async (event, call, code, path, body, headers) => {
    answers.set(call.subject, refused(code, { retryAt, attemptsLeft: 4 }));
    const correlationId = await post(path, body, headers);
    expect(logged).toMatchObject([{ level: 40, event, code, correlationId }]);
    expect(logged[0]?.['operation']).toMatch(/^[a-z][A-Za-z]+$/);
    expect(JSON.stringify(logged)).not.toMatch(/marker|918273/);
  });

  it('names the account of a live session', async () => {
    answers.set(InviteStaff.subject, new CallFault('forbidden', 's'));
    await post('/v1/staff/invitations', { email, role: 'support' }, { cookie: session });
    expect(logged).toMatchObject([{ event: 'access-refused', operation: 'inviteStaff', accountId: id }]);
    expect(JSON.stringify(logged)).not.toContain('marker');
  });

  it('tells a dead token from somebody who has none', async () => {
    answers.set(CheckSession.subject, refused('session-ended'));
    await post('/v1/workspaces', { name: 'marker' });
    expect(logged).toEqual([]);
    await post('/v1/workspaces', { name: 'marker' }, { cookie: session });
    expect(logged).toMatchObject([{ event: 'session-token-dead', operation: 'createWorkspace' }]);
    expect(JSON.stringify(logged)).not.toContain('marker');
  });

  it('and so does a request of another site', async () => {
    await post('/v1/sessions', { email, password }, { origin: 'https://marker.example' });
    expect(logged).toMatchObject([{ event: 'cross-site-refused', operation: 'signIn' }]);
    expect(JSON.stringify(logged)).not.toContain('marker');
  });

  it('and what is simply wrong leaves none', async () => {
    await post('/v1/sessions', { email });
    expect(logged).toEqual([]);
  });
});
