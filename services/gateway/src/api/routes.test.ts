import { describe, expect, it } from '@jest/globals';
import { email, isFieldCode } from '@lethe/contracts';
import type * as z from 'zod';
import { fieldRefusals, refusals } from './problems.ts';
import { bodyFields, pathFields, queryFields } from './route.ts';
import { routes } from './routes.ts';

/** Which of several codes it is, the address tells (ID-5). */
const codesOfEmail = ['ada', 'ada@localhost', '"ada"@example.org', 'ada@[127.0.0.1]'].flatMap((typed) =>
  (email.safeParse(typed).error?.issues ?? []).map(
    (issue) => (issue.code === 'custom' ? issue.params?.['code'] : issue.code) as unknown,
  ),
);

/** The codes of all that `refine` added, however deep it stands. */
const refinementsOf = (schema: z.core.$ZodType): readonly unknown[] => {
  if (schema === email) return codesOfEmail;
  const { def } = schema as z.ZodType;
  const parts = Object.values({ ...def, ...('shape' in def ? (def.shape as object) : {}) }).flat() as unknown[];
  const checks = (def.checks ?? []).map((check) => (check as z.core.$ZodCustom)._zod.def); // oxlint-disable-line no-underscore-dangle -- zod's only way to it
  const own = checks.filter(({ check }) => check === 'custom').map(({ params }) => params?.['code'] as unknown);
  const below = parts.filter((part) => typeof part === 'object' && part !== null && 'def' in part && 'parse' in part);
  return [...own, ...below.flatMap((part) => refinementsOf(part as unknown as z.core.$ZodType))];
};

describe('The HTTP API', () => {
  it('has a problem for every reason that some call may refuse with, and no other', () => {
    const reasons = new Set(routes.flatMap(({ call }) => Object.keys(call.refuses)));
    expect([...Object.keys(refusals), ...Object.keys(fieldRefusals)].toSorted()).toEqual([...reasons].toSorted());
  });

  it('takes every field of a call from exactly one place: path, query, body, cookie or header', () => {
    for (const route of routes) {
      const sent = [...pathFields(route.path), ...queryFields(route), ...bodyFields(route)];
      const places = [...sent, ...Object.keys(route.supplied ?? {})];
      expect(places.toSorted()).toEqual(Object.keys(route.call.input.shape).toSorted());
    }
  });

  it('serves each method and path once, under one name (API-3)', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(served).size).toBe(served.length);
    expect(new Set(routes.map(({ id }) => id)).size).toBe(routes.length);
  });

  it('tells every rule of a field by a code, and none by a sentence (API-2)', () => {
    const rules = routes.flatMap(({ id, call }) => refinementsOf(call.input).map((code) => ({ id, code })));
    expect(rules.filter(({ code }) => !isFieldCode(code))).toEqual([]);
    expect(rules.length).toBeGreaterThan(0);
  });

  it('lets only those in front of it call, whom the owning service lets in', () => {
    const forPersons = routes.filter(({ as }) => as !== 'browser').map(({ call }) => call.callers.join());
    const forBrowsers = routes.filter(({ as }) => as !== 'person').map(({ call }) => call.callers.join());
    expect(forPersons.filter((callers) => !/person|staff/.test(callers))).toEqual([]);
    expect(forBrowsers.filter((callers) => !callers.includes('service:gateway'))).toEqual([]);
  });
});
