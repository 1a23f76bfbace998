import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { mostBytesOfMessage, type Call } from './call.ts';
import * as contracts from './index.ts';
import { mostBytesOf } from './testing/most-bytes.ts';

const isCall = (value: unknown): value is Call =>
  typeof value === 'object' && value !== null && 'subject' in value && 'callers' in value;
const answersOf = ({ subject, output, refuses }: Call) => [
  { name: subject, ...mostBytesOf(output) },
  ...Object.entries(refuses).map(([reason, details]) => ({ name: `${subject} ${reason}`, ...mostBytesOf(details) })),
];
const answers = Object.values(contracts).filter(isCall).flatMap(answersOf);
/** What stands around an answer on its way, its proof included. */
const envelope = 10_000;

describe('An answer fits into a message, whatever people have and write (L2)', () => {
  it('since its schema bounds each of its lists and texts', () => {
    expect(answers.length).toBeGreaterThan(100);
    expect(answers.flatMap(({ name, unbounded }) => unbounded.map((place) => `${name} ${place}`))).toEqual([]);
  });
  it('and all of them together are no more than a message holds', () => {
    const tooLarge = answers.filter(({ bytes }) => bytes > mostBytesOfMessage - envelope);
    expect(tooLarge.map(({ name, bytes }) => `${name} ${bytes}`)).toEqual([]);
  });
  it('also where messages are cut by their texts: what stands beside them has its room', () => {
    const beside = contracts.ReadStaffTicket.output.shape.messages.element.omit({ text: true });
    expect(mostBytesOf(beside).bytes).toBeLessThan(contracts.mostBytesBesideText - '"text":,,'.length);
  });
});

describe('How many bytes a value of a schema has at most', () => {
  const bytesOf = (schema: z.ZodType) => mostBytesOf(z.strictObject({ a: schema }));
  const written = (value: unknown): number => Buffer.byteLength(JSON.stringify({ a: value }));

  it.each<readonly [string, z.ZodType, unknown]>([
    ['a text of letters that JSON writes with six bytes', z.string().max(5), '\u0001'.repeat(5)],
    ['a list of them', z.array(z.string().max(5)).max(3), Array.from({ length: 3 }, () => '\u0001'.repeat(5))],
    ['a choice', z.enum(['one', 'three']).nullable(), 'three'],
    ['an id', z.uuid(), '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f'],
    [
      'an object in an object',
      z.strictObject({ b: z.int().optional(), c: z.boolean() }),
      { b: -(2 ** 53) + 1, c: false },
    ],
    ['a record', z.record(z.string().max(1), z.boolean()).meta({ maxProperties: 2 }), { x: false, y: false }],
  ])('is never less than %s has', (_what, schema, value) => {
    expect(schema.safeParse(value).success).toBe(true);
    const { bytes, unbounded } = bytesOf(schema);
    expect(unbounded).toEqual([]);
    expect(bytes).toBeGreaterThanOrEqual(written(value));
    expect(bytes).toBeLessThan(written(value) + 40);
  });
  it.each<readonly [string, z.ZodType, string]>([
    ['a text', z.string(), '.a'],
    ['a list', z.array(z.boolean()), '.a[]'],
    ['a text in a list', z.array(z.string()).max(2), '.a[]'],
    ['a record', z.record(z.string(), z.boolean()), '.a.*'],
    ['anything', z.unknown(), '.a'],
  ])('is not known of %s without a bound', (_what, schema, place) => {
    expect(bytesOf(schema).unbounded).toEqual([place]);
  });
  it('is what it is cut to where a service cuts it', () => {
    expect(bytesOf(contracts.cutToBytes(500, z.array(z.string())))).toEqual({
      bytes: 500 + '{"a":,}'.length,
      unbounded: [],
    });
  });
});
