import type { Call, OutputOf } from '@lethe/contracts';
import type * as z from 'zod';
import type { ShownBrand } from '../brand/shown-brand.ts';

/**
 * On whose behalf a request goes on. `person`: whoever the session cookie stands for. `browser`: somebody who is not
 * signed in, known by a cookie of their own. `anyone`: the session where it lives, else the browser.
 */
export type Audience = 'person' | 'browser' | 'anyone';

/** Cookies the gateway sets; all `__Host-`, HttpOnly, Secure, SameSite=Strict (SES-6). */
export const cookieNames = {
  session: '__Host-lethe-session',
  browser: '__Host-lethe-browser',
  registration: '__Host-lethe-registration',
  reset: '__Host-lethe-reset',
  pending: '__Host-lethe-pending',
  /** ID-2a: says only that somebody signed in with this browser before. */
  device: '__Host-lethe-device',
} as const;
export type CookieName = keyof typeof cookieNames;

/**
 * Where an input field comes from that the client does not send in the path or the body.
 * `otherwise`: what a browser is told whose cookie is missing, or is none of ours. `kept`: a cookie that need not be there.
 * `language`: of `Accept-Language` (API-4). `network`: whence it came, for who counts by it (ID-2a).
 */
export type Supplied<Reason extends string = string> = Readonly<
  | { cookie: CookieName; otherwise: Reason }
  | { kept: CookieName }
  | { device: true }
  | { language: true }
  | { network: true }
>;

export type Answer = Readonly<{
  status: number;
  body?: Readonly<Record<string, unknown>>;
  /** Value and expiry of each cookie to set; null takes it away. */
  cookies?: Partial<Record<CookieName, Readonly<{ value: string; expiresAt: string }> | null>>;
}>;

/** What the gateway knows by itself, for an answer that shows it. */
export type Around = Readonly<{ brand: ShownBrand }>;

export type Route<C extends Call = Call> = Readonly<{
  /** What generated clients call it; stable. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** OpenAPI form: `/v1/tickets/{ticketId}`. Names in braces are fields of the call's input. */
  path: `/v1/${string}`;
  summary: string;
  as: Audience;
  call: C;
  supplied?: Readonly<Record<string, Supplied<keyof C['refuses'] & string>>>;
  /** What the client gets where it is not simply the output. */
  answer?: (output: never, around: Around) => Answer;
  /** Every status of a good answer; the first is that of the plain output. 200 when absent. */
  statuses?: readonly [number, ...number[]];
  /** Other schema than the call's output, where `answer` leaves something out. */
  body?: z.ZodObject;
}>;

type Given<C extends Call> = Omit<Route<C>, 'answer'> &
  Readonly<{ answer?: (output: OutputOf<C>, around: Around) => Answer }>;

/** One line of the HTTP API: everything else (validation, problems, OpenAPI) follows from the call's contract. */
export const route = <C extends Call>(definition: Given<C>): Route<C> => definition as Route<C>;

export const pathFields = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));

/** Fields of the input that the client sends beside those of the path: in the query of a GET, else in the body. */
const sentFields = ({ call, path, supplied = {} }: Route): readonly string[] =>
  Object.keys(call.input.shape).filter((field) => !pathFields(path).includes(field) && !(field in supplied));

export const queryFields = (line: Route): readonly string[] => (line.method === 'GET' ? sentFields(line) : []);
export const bodyFields = (line: Route): readonly string[] => (line.method === 'GET' ? [] : sentFields(line));

export const statusesOf = ({ statuses = [200] }: Route): readonly [number, ...number[]] => statuses;
