import * as z from 'zod';
import { bytesOfCut } from '../page.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
/** What bounds nothing is named by its place, and counts as nothing. */
export type Bound = Readonly<{ bytes: number; unbounded: readonly string[] }>;

const none: Bound = { bytes: 0, unbounded: [] };
const exactly = (bytes: number): Bound => ({ bytes, unbounded: [] });
const unbounded = (place: string): Bound => ({ bytes: 0, unbounded: [place] });
const sum = (bounds: readonly Bound[]): Bound => ({
  bytes: bounds.reduce((total, { bytes }) => total + bytes, 0),
  unbounded: bounds.flatMap((each) => each.unbounded),
});
const largest = (bounds: readonly Bound[]): Bound => ({
  ...sum(bounds),
  bytes: Math.max(...bounds.map(({ bytes }) => bytes)),
});

/** JSON writes some letters with six bytes: `\u0001`. */
const mostOfLetter = 6;
const formats: Readonly<Record<string, number>> = { uuid: 38, 'date-time': 32 };
const mostOfNumber = 24;
const cut = 'x-cut-to-bytes';

/** How many bytes of JSON a value of this schema has at most. */
export const mostBytesOf = (schema: z.ZodType): Bound => {
  const whole = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const bytes = bytesOfCut(zodSchema as unknown as z.ZodType);
      if (bytes !== undefined) (jsonSchema as Record<string, unknown>)[cut] = bytes;
    },
  }) as JsonSchema;
  const definitions = (whole['$defs'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  return boundOf(whole, '', (reference) => definitions[reference.replace('#/$defs/', '')] ?? {});
};

type Resolve = (reference: string) => JsonSchema;

const boundOf = (schema: JsonSchema, place: string, resolve: Resolve): Bound => {
  if (typeof schema[cut] === 'number') return exactly(schema[cut]);
  if (typeof schema['$ref'] === 'string') return boundOf(resolve(schema['$ref']), place, resolve);
  const either = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (either !== undefined) return largest(either.map((each) => boundOf(each, place, resolve)));
  const values = 'const' in schema ? [schema['const']] : (schema['enum'] as readonly unknown[] | undefined);
  if (values !== undefined) return largest(values.map((value) => exactly(JSON.stringify(value).length)));
  const types = [schema['type']].flat() as readonly string[];
  return largest(types.map((type) => boundOfType(type, schema, place, resolve)));
};

const boundOfType = (type: string, schema: JsonSchema, place: string, resolve: Resolve): Bound => {
  switch (type) {
    case 'null':
    case 'boolean':
      return exactly('false'.length);
    case 'integer':
    case 'number':
      return exactly(mostOfNumber);
    case 'string':
      return boundOfText(schema, place);
    case 'array':
      return boundOfList(schema, place, resolve);
    case 'object':
      return sum([exactly(2), boundOfFields(schema, place, resolve), boundOfOthers(schema, place, resolve)]);
    default:
      return unbounded(place);
  }
};

const boundOfText = ({ format, maxLength }: JsonSchema, place: string): Bound => {
  const ofFormat = typeof format === 'string' ? formats[format] : undefined;
  if (ofFormat !== undefined) return exactly(ofFormat);
  return typeof maxLength === 'number' ? exactly(2 + mostOfLetter * maxLength) : unbounded(place);
};

const boundOfList = ({ items, maxItems }: JsonSchema, place: string, resolve: Resolve): Bound => {
  if (typeof maxItems !== 'number') return unbounded(`${place}[]`);
  const { bytes, ...item } = boundOf(items as JsonSchema, `${place}[]`, resolve);
  return { ...item, bytes: 2 + maxItems * (bytes + 1) };
};

const boundOfFields = ({ properties = {} }: JsonSchema, place: string, resolve: Resolve): Bound =>
  sum(
    Object.entries(properties as Readonly<Record<string, JsonSchema>>).flatMap(([name, field]) => [
      exactly(name.length + '"":,'.length),
      boundOf(field, `${place}.${name}`, resolve),
    ]),
  );

/** Of a record. */
const boundOfOthers = (schema: JsonSchema, place: string, resolve: Resolve): Bound => {
  const { additionalProperties, propertyNames, maxProperties } = schema;
  if (typeof additionalProperties !== 'object' || Object.keys(additionalProperties as object).length === 0) return none;
  if (typeof maxProperties !== 'number') return unbounded(`${place}.*`);
  const name = boundOf({ type: 'string', ...(propertyNames as JsonSchema) }, `${place}.*`, resolve);
  const { bytes, unbounded: lacking } = sum([
    name,
    exactly(2),
    boundOf(additionalProperties as JsonSchema, place, resolve),
  ]);
  return { bytes: bytes * maxProperties, unbounded: lacking };
};
