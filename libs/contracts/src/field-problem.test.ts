import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { invalidFields } from './field-problem.ts';

const found = (schema: z.ZodType, sent: unknown) => {
  const { error } = schema.safeParse(sent);
  return invalidFields(error?.issues ?? [], sent).map(({ pointer, code, params }) => [pointer, code, params]);
};
const field = (schema: z.ZodType) => z.strictObject({ a: schema });

describe('A field that is wrong is told by place, code and bounds (API-2)', () => {
  it.each([
    ['nothing', z.string(), undefined, 'required', {}],
    ['nothing of a choice', z.enum(['x', 'y']), undefined, 'required', {}],
    ['nothing of several shapes', z.union([z.string(), z.int()]), undefined, 'required', {}],
    ['null', z.string(), null, 'not-text', {}],
    ['a number for a text', z.string(), 7, 'not-text', {}],
    ['a text for a number', z.number(), '7', 'not-a-number', {}],
    ['a text for a whole number', z.int(), '7', 'not-a-number', {}],
    ['half a whole number', z.int(), 1.5, 'not-whole', {}],
    ['a text for a boolean', z.boolean(), 'yes', 'not-a-boolean', {}],
    ['an object for a list', z.array(z.string()), {}, 'not-a-list', {}],
    ['a list for an object', z.object({}), [], 'not-an-object', {}],
    ['a list for a record', z.record(z.string(), z.string()), [], 'not-an-object', {}],
    ['something for null', z.null(), 1, 'not-null', {}],
    ['too short a text', z.string().min(2), 'x', 'too-short', { minimum: 2 }],
    ['too long a text', z.string().max(2), 'xyz', 'too-long', { maximum: 2 }],
    ['too short a list', z.array(z.int()).min(1), [], 'too-short', { minimum: 1 }],
    ['too long a list', z.array(z.int()).max(1), [1, 2], 'too-long', { maximum: 1 }],
    ['too small', z.int().min(1), 0, 'too-small', { minimum: 1 }],
    ['too large', z.int().max(200), 201, 'too-large', { maximum: 200 }],
    ['no multiple', z.int().multipleOf(5), 7, 'not-a-multiple', { divisor: 5 }],
    ['none of a choice', z.enum(['x', 'y']), 'z', 'not-one-of', { allowed: ['x', 'y'] }],
    ['no uuid', z.uuid(), 'x', 'not-a-uuid', {}],
    ['no instant', z.iso.datetime(), 'today', 'not-an-instant', {}],
    ['no address', z.email(), 'x', 'not-an-email', {}],
    ['no link', z.url(), 'x', 'not-a-url', {}],
    ['another form', z.string().regex(/^x$/), 'y', 'malformed', {}],
    ['several shapes, and it is the first', z.union([z.uuid(), z.literal('me')]), 'x', 'not-a-uuid', {}],
    [
      'a rule with a code of its own',
      z.string().refine(() => false, { error: 'a sentence', params: { code: 'not-a-code', minimum: 6 } }),
      'x',
      'not-a-code',
      { minimum: 6 },
    ],
    ['a rule without one', z.string().refine(() => false, 'a sentence'), 'x', 'not-allowed', {}],
  ] as const)('%s', (_what, schema, sent, code, params) => {
    expect(found(field(schema), sent === undefined ? {} : { a: sent })).toEqual([['/a', code, params]]);
  });

  it('all of them in one round, those deeper down by RFC 6901', () => {
    const schema = z.strictObject({ a: z.string(), list: z.array(z.strictObject({ id: z.uuid() })) });
    expect(found(schema, { list: [{ id: 'x', more: 1 }], other: 1 })).toEqual([
      ['/a', 'required', {}],
      ['/list/0/id', 'not-a-uuid', {}],
      ['/list/0/more', 'unknown', {}],
      ['/other', 'unknown', {}],
    ]);
  });

  it("and a key of the client's own making is not repeated: the place is the object that has it", () => {
    for (const key of ['ada@example.org', '__made_up__', 'no name'])
      expect(found(z.strictObject({}), { [key]: 1 })).toEqual([['', 'unknown', {}]]);
    expect(found(z.record(z.string(), z.int()), { 'a/b~c': 'x' })).toEqual([['', 'not-a-number', {}]]);
  });
});
