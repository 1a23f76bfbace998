import { createHash } from 'node:crypto';
import * as z from 'zod';

type Shape = Readonly<{
  type?: string | readonly string[];
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Shape[];
  items?: Shape;
  minItems?: number;
  properties?: Readonly<Record<string, Shape>>;
  propertyNames?: Shape;
  additionalProperties?: Shape | boolean;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}>;

/** Data that the schema takes, with every field there is, and the same each time: a name always gives the same id. */
export const sampleOf = (schema: z.ZodObject): Readonly<Record<string, unknown>> =>
  schema.parse(valueOf(z.toJSONSchema(schema, { unrepresentable: 'any' }) as Shape, 'event')) as Record<
    string,
    unknown
  >;

const valueOf = (shape: Shape, name: string): unknown => {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  const [first] = shape.anyOf ?? [];
  if (first !== undefined) return valueOf(first, name);
  const [type = ''] = [shape.type ?? []].flat();
  return makers[type]?.(shape, name) ?? null;
};

const makers: Readonly<Record<string, (shape: Shape, name: string) => unknown>> = {
  string: ({ format, minLength = 0, maxLength = 120 }, name) => {
    if (format === 'uuid') return idOf(name);
    if (format === 'date-time') return '2026-11-24T09:00:00.000Z';
    if (format === 'date') return '2026-11-24';
    return `a golden ${name}`.padEnd(minLength, '.').slice(0, maxLength);
  },
  integer: ({ minimum = 1, maximum = 1 }) => Math.max(minimum, Math.min(1, maximum)),
  number: ({ minimum = 1, maximum = 1 }) => Math.max(minimum, Math.min(1, maximum)),
  boolean: () => true,
  array: ({ items = {}, minItems = 1 }, name) => Array.from({ length: minItems }, () => valueOf(items, name)),
  object: (shape, name) => ({ ...fieldsOf(shape), ...entryOf(shape, name) }),
};

const fieldsOf = ({ properties = {} }: Shape): object =>
  Object.fromEntries(Object.entries(properties).map(([field, shape]) => [field, valueOf(shape, field)]));

/** A record over an enumeration has each of its keys. */
const entryOf = ({ additionalProperties: values, propertyNames }: Shape, name: string): object =>
  typeof values === 'object'
    ? Object.fromEntries((propertyNames?.enum ?? ['key']).map((key) => [String(key), valueOf(values, name)]))
    : {};

const idOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
