import { isKnownCode } from '../problems/problem-texts.ts';
import { askAgain, type Need } from '../session/needs.ts';
import { noteServerDate } from '../time/server-time.ts';
import { client } from './generated/client.gen.ts';
import { isProblem, Problem } from './problem.ts';

/** What the API wants first, by the code it answers with. */
const needs: Readonly<Record<string, Need>> = { 'session-ended': 'sign-in', 'verification-stale': 'verification' };

/**
 * Of these, wrong or missing proof is the answer itself. The grant of a cancellation belongs to its session: another one
 * confirms nothing.
 */
const aboutSessions = /^\/v1\/(sessions(\/second-factor|\/current(\/verification)?)?|account\/cancellation)$/;

const codeOf = async (response: Response): Promise<string | undefined> => {
  if (!(response.headers.get('content-type') ?? '').startsWith('application/problem+json')) return undefined;
  const { code } = (await response.clone().json()) as Readonly<{ code?: string }>;
  return code;
};

/**
 * Sends a request. Where the session is over, or the last verification is too old, a sheet asks for it in place and the
 * request goes on by itself, the same with the same Idempotency-Key. Mails and agreements come in the page's language.
 */
const patientFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  request.headers.set('accept-language', document.documentElement.lang);
  const background = request.headers.has('lethe-background');
  for (;;) {
    const response = await fetch(request.clone());
    noteServerDate(response.headers.get('date'));
    const need = response.ok ? undefined : needs[(await codeOf(response)) ?? ''];
    if (need === undefined || background || isAboutSessions(request)) return response;
    if (!(await askAgain(need))) return response;
  }
};

const isAboutSessions = ({ url, method }: Request): boolean =>
  method !== 'GET' && aboutSessions.test(new URL(url).pathname);

client.setConfig({ baseUrl: location.origin, credentials: 'same-origin', fetch: patientFetch });

/** What an operation of the generated client gives. */
type Answered<Data> = Promise<Readonly<{ data?: Data; error?: unknown; response?: Response }>>;

/** The answer itself. @throws Problem */
export const answerOf = async <Data>(answered: Answered<Data>): Promise<NonNullable<Data>> => {
  const { data, error, response } = await answered;
  if (response?.ok === true && data !== undefined && data !== null) return data;
  throw problemOf(error, response);
};

const problemOf = (error: unknown, response: Response | undefined): Problem => {
  if (isProblem(error)) return error;
  if (response === undefined) return new Problem('no-connection');
  const document = typeof error === 'object' && error !== null ? (error as Readonly<Record<string, unknown>>) : {};
  const code = document['code'];
  return new Problem(isKnownCode(code) ? code : 'unknown', { status: response.status, ...document });
};

/** Headers of what a page asks by itself, again and again: it does not keep the session alive (SES-4). */
export const inBackground = { headers: { 'lethe-background': '1' } } as const;
