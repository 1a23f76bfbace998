import type { InvalidField } from '@lethe/bus';
import type * as z from 'zod';
import { bodyFields, cookieNames, pathFields, type Route } from '../api/route.ts';

/** What a request brought, in the words of HTTP. */
export type Brought = Readonly<{
  params: Readonly<Record<string, string | undefined>>;
  body: unknown;
  cookies: Readonly<Record<string, string | undefined>>;
  userAgent: string;
}>;

export type Input =
  Readonly<{ input: Readonly<Record<string, unknown>> }> | Readonly<{ errors: readonly InvalidField[] }>;

/**
 * Puts path, body and cookies together into the input of the route's call and checks it.
 * A field that is not the client's to send (one that a cookie gives, say) is refused like any unknown field.
 */
export const inputOf = (route: Route, { params, body, cookies, userAgent }: Brought): Input => {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    return { errors: [{ path: '', problem: 'must be a JSON object' }] };
  const sent = Object.entries((body ?? {}) as Readonly<Record<string, unknown>>);
  const allowed = bodyFields(route);
  const unknown = sent.filter(([field]) => !allowed.includes(field));
  if (unknown.length > 0)
    return { errors: unknown.map(([path]) => ({ path: path.slice(0, 100), problem: 'is not known' })) };
  const supplied = Object.entries(route.supplied ?? {}).map(([field, source]) =>
    'device' in source ? [field, { userAgent: userAgent.slice(0, 512) }] : [field, cookies[cookieNames[source.cookie]]],
  );
  const given = pathFields(route.path).map((field) => [field, params[field]]);
  const parsed = route.call.input.safeParse(Object.fromEntries([...sent, ...given, ...supplied]));
  return parsed.success ? { input: parsed.data } : { errors: parsed.error.issues.map(fieldOf) };
};

/** Says where and what, never what was sent. */
const fieldOf = ({ path, message }: z.core.$ZodIssue): InvalidField => ({
  path: path.map(String).join('.'),
  problem: message,
});
