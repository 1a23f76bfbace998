import { describe, expect, it } from '@jest/globals';
import { refusals } from './problems.ts';
import { bodyFields, pathFields } from './route.ts';
import { routes } from './routes.ts';

describe('The HTTP API', () => {
  it('has a problem for every reason that some call may refuse with, and no other', () => {
    const reasons = new Set(routes.flatMap(({ call }) => Object.keys(call.refuses)));
    expect(Object.keys(refusals).toSorted()).toEqual([...reasons].toSorted());
  });

  it('takes every field of a call from exactly one place: path, body, cookie or header', () => {
    for (const route of routes) {
      const places = [...pathFields(route.path), ...bodyFields(route), ...Object.keys(route.supplied ?? {})];
      expect(places.toSorted()).toEqual(Object.keys(route.call.input.shape).toSorted());
      if (route.method === 'GET') expect(bodyFields(route)).toEqual([]);
    }
  });

  it('serves each method and path once', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(served).size).toBe(served.length);
  });

  it('lets only those in front of it call, whom the owning service lets in', () => {
    for (const { as, call } of routes) {
      const person = call.callers.some((caller) => caller === 'person' || caller.startsWith('staff:'));
      if (as !== 'browser') expect(person).toBe(true);
      if (as !== 'person') expect(call.callers).toContain('service:gateway');
    }
  });
});
