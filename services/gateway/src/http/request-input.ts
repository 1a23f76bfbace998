import type { InvalidField } from '@lethe/bus';
import { languages } from '@lethe/contracts';
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
  | Readonly<{ input: Readonly<Record<string, unknown>> }>
  | Readonly<{ errors: readonly InvalidField[] }>
  | Readonly<{ refused: string }>;

/** A body can hold thousands of wrong fields; an answer does not grow with it. */
const mostErrors = 20;

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
    return { errors: unknown.slice(0, mostErrors).map(([field]) => ({ path: shown(field), problem: 'is not known' })) };
  const supplied = Object.entries(route.supplied ?? {}).map(([field, source]) =>
    'device' in source
      ? [field, { userAgent: userAgent.slice(0, 512) }]
      : [field, 'language' in source ? languages[0] : cookies[cookieNames[source.cookie]]],
  );
  const given = pathFields(route.path).map((field) => [field, params[field]]);
  const parsed = route.call.input.safeParse(Object.fromEntries([...sent, ...given, ...supplied]));
  if (!parsed.success) return wrong(route, parsed.error.issues);
  const broken = brokenTexts(parsed.data, []);
  return broken.length > 0 ? { errors: broken } : { input: parsed.data };
};

/** The client is told of its own fields first: it cannot mend a cookie. */
const wrong = ({ supplied = {} }: Route, issues: readonly z.core.$ZodIssue[]): Input => {
  const own = issues.filter(({ path: [field] }) => !(String(field) in supplied));
  const cookie = Object.values(supplied).find((source) => 'cookie' in source);
  return own.length === 0 && cookie !== undefined ? { refused: cookie.otherwise } : { errors: own.map(fieldOf) };
};

/** Says where and what, never what was sent; and a key of the client's own making is a thing that was sent. */
const fieldOf = ({ path, message, code }: z.core.$ZodIssue): InvalidField => ({
  path: path.map(String).join('.'),
  problem: code === 'unrecognized_keys' ? 'has a key that is not known' : message,
});

const shown = (field: string): string => (/^\w{1,40}$/.test(field) ? field : '');

/** Half a surrogate pair is no text: as UTF-8 all of them are the same, and two passwords would be one. */
const brokenTexts = (value: unknown, path: readonly string[]): readonly InvalidField[] => {
  if (typeof value === 'string')
    return value.isWellFormed() ? [] : [{ path: path.join('.'), problem: 'must be well-formed Unicode' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => brokenTexts(part, [...path, name]));
};
