import { invalidField, invalidFields, type InvalidField, type Language } from '@lethe/contracts';
import type * as z from 'zod';
import { bodyFields, cookieNames, pathFields, queryFields, type Route, type Supplied } from '../api/route.ts';
import { takesMany, turned } from './query-text.ts';

/** What a request brought, in the words of HTTP. */
export type Brought = Readonly<{
  params: Readonly<Record<string, string | undefined>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  cookies: Readonly<Record<string, string | undefined>>;
  userAgent: string;
  language: Language;
  /** Where it came from, for whoever counts by it (ID-2a). */
  network: () => string;
}>;

export type Input =
  | Readonly<{ input: Readonly<Record<string, unknown>> }>
  | Readonly<{ errors: readonly InvalidField[] }>
  | Readonly<{ refused: string }>;

type Fields = Readonly<Record<string, unknown>>;

/** A body can hold thousands of wrong fields; an answer does not grow with it. */
const mostErrors = 20;

/**
 * Puts path, query, body and cookies together into the input of the route's call and checks it; every field that is
 * wrong is told in one round (API-2). A field that is not the client's to send (one that a cookie gives, say) is
 * refused like any unknown field.
 */
export const inputOf = (route: Route, brought: Brought): Input => {
  const { body, query, params } = brought;
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    return { errors: [invalidField([], 'not-an-object')] };
  const shape: Readonly<Record<string, z.core.$ZodType>> = route.call.input.shape;
  const inBody = sorted((body ?? {}) as Fields, bodyFields(route));
  const inQuery = sorted(query, queryFields(route));
  const twice = inQuery.known.filter(([name, text]) => Array.isArray(text) && !takesMany(shape[name]));
  const input = Object.fromEntries([
    ...inBody.known,
    ...inQuery.known.map(([name, text]) => [name, turned(shape[name], text)] as const),
    ...pathFields(route.path).map((name) => [name, turned(shape[name], params[name])] as const),
    ...suppliedBy(route, brought),
  ]);
  const wrong = [
    ...[...inBody.unknown, ...inQuery.unknown].map((name) => invalidField([name], 'unknown')),
    ...twice.map(([name]) => invalidField([name], 'given-twice')),
    ...brokenTexts(input),
  ];
  return judged(route, input, wrong);
};

const sorted = (fields: Fields, allowed: readonly string[]) => ({
  known: Object.entries(fields).filter(([name]) => allowed.includes(name)),
  unknown: Object.keys(fields).filter((name) => !allowed.includes(name)),
});

const suppliedBy = ({ call, supplied = {} }: Route, brought: Brought) =>
  Object.entries(supplied).flatMap(([field, source]) => {
    const value = supply(source, brought);
    // Whatever somebody put into a cookie that need not be there: what it cannot be is as good as none.
    const isThere = !('kept' in source) || call.input.shape[field]?.safeParse(value).success === true;
    return isThere && value !== undefined ? [[field, value] as const] : [];
  });

const supply = (source: Supplied, { userAgent, language, cookies, network }: Brought): unknown => {
  if ('device' in source) return { userAgent: userAgent.slice(0, 512) };
  if ('language' in source) return language;
  if ('network' in source) return network();
  return cookies[cookieNames['kept' in source ? source.kept : source.cookie]];
};

/** The client is told of its own fields first: it cannot mend a cookie. */
const judged = ({ call, supplied = {} }: Route, input: Fields, found: readonly InvalidField[]): Input => {
  const parsed = call.input.safeParse(input);
  const issues = parsed.error?.issues ?? [];
  const own = issues.filter(({ path: [field] }) => !(String(field) in supplied));
  const places = new Set(found.map(({ pointer }) => pointer));
  const wrong = [...found, ...invalidFields(own, input).filter(({ pointer }) => !places.has(pointer))];
  if (wrong.length > 0) return { errors: wrong.slice(0, mostErrors) };
  if (parsed.success) return { input: parsed.data };
  const cookie = Object.values(supplied).find((source) => 'cookie' in source);
  return cookie === undefined ? { errors: [] } : { refused: cookie.otherwise };
};

type Part = Readonly<{ value: unknown; name: string; above: Part | undefined }>;

/** Half a surrogate pair is no text: as UTF-8 all of them are the same, and two passwords would be one. */
const brokenTexts = (input: Fields): readonly InvalidField[] => {
  const found: InvalidField[] = [];
  const open: Part[] = partsOf(input, undefined);
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const { value } = part;
    if (typeof value === 'string' && !value.isWellFormed()) found.push(invalidField(pathOf(part), 'not-unicode'));
    if (typeof value === 'object' && value !== null) open.push(...partsOf(value, part));
  }
  return found;
};

const partsOf = (whole: object, above: Part | undefined): Part[] =>
  Object.entries(whole).map(([name, value]) => ({ value: value as unknown, name, above }));

const pathOf = ({ name, above }: Part): readonly string[] => [...(above === undefined ? [] : pathOf(above)), name];
