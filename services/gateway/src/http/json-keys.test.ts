import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { keyGivenTwice } from './json-keys.ts';

describe('A key that is given twice (API-2)', () => {
  it.each([
    ['at the top', '{"a":1,"a":2}', ['a']],
    ['below', '{"x":{"a":1,"a":2}}', ['x', 'a']],
    ['in a list', '{"x":[0,{"a":1},{"b":[],"b":1}]}', ['x', 2, 'b']],
    ['written in another way', '{"a":1,"\\u0061":2}', ['a']],
    ['around another object', '{"a":{"b":1},"b":2,"a":3}', ['a']],
    ['with quotes in it', '{"a\\"b":1,"a\\"b":2}', ['a"b']],
    ['that is empty', '{"":1,"":2}', ['']],
  ])('is found %s', (_where, json, path) => {
    expect(keyGivenTwice(json)).toEqual(path);
  });

  it('is not seen where there is none: in texts, in other objects, in values', () => {
    for (const json of ['{"a":"a","b":"a,\\"a\\":{"}', '[{"a":1},{"a":1}]', '{"a":{"a":{"a":[]}}}', '"a"', '7', '{}'])
      expect(keyGivenTwice(json)).toBeUndefined();
  });

  it('is never seen in what JSON.stringify writes', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => keyGivenTwice(JSON.stringify(value, undefined, 1)) === undefined));
  });

  it('costs no more than its length', () => {
    expect(keyGivenTwice(`${'['.repeat(30_000)}"${'\\\\'.repeat(15_000)}"${']'.repeat(30_000)}`)).toBeUndefined();
  });
});
