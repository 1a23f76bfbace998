import { describe, expect, it } from '@jest/globals';
import { fieldRefusals, refusals } from './problems.ts';
import { bodyFields, pathFields, queryFields } from './route.ts';
import { routes } from './routes.ts';

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

  it('lets only those in front of it call, whom the owning service lets in', () => {
    const forPersons = routes.filter(({ as }) => as !== 'browser').map(({ call }) => call.callers.join());
    const forBrowsers = routes.filter(({ as }) => as !== 'person').map(({ call }) => call.callers.join());
    expect(forPersons.filter((callers) => !/person|staff/.test(callers))).toEqual([]);
    expect(forBrowsers.filter((callers) => !callers.includes('service:gateway'))).toEqual([]);
  });
});
