import type { Schema, Schemas } from './schemas.ts';

/** What stands in an example where the contract names none: by the field's name. */
const byName: Readonly<Record<string, string>> = {
  certificate: 'eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl',
  code: '123456',
  currentPassword: 'lantern orchid gravel tuesday',
  cursor: 'WyIyMDI2LTExLTI0VDA5OjAwOjAwLjAwMFoiXQ',
  digest: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  email: 'ada@example.org',
  factorCode: '123456',
  language: 'en',
  link: 'https://lethe.example/invitation#Jm9C2v',
  name: 'Analytical Engine',
  nextCursor: 'WyIyMDI2LTExLTI0VDA5OjAwOjAwLjAwMFoiXQ',
  otpauthUri: 'otpauth://totp/Lethe?secret=JBSWY3DPEHPK3PXP',
  password: 'correct horse, sharper staple',
  reference: 'K7F-2QX',
  secret: 'JBSWY3DPEHPK3PXP',
  statusToken: 'Jm9C2vQ4',
  statusUrl: 'https://lethe.example/cancellation#6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01.Jm9C2vQ4',
  subject: 'Gear 7',
  text: 'It sticks.',
  title: 'Terms of use',
  token: 'Jm9C2vQ4',
  typedName: 'Analytical Engine',
  userAgent: 'Mozilla/5.0',
  username: 'Ada',
  version: '2026-11',
  workspaceName: 'Analytical Engine',
};

const byFormat: Readonly<Record<string, string>> = {
  uuid: '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01',
  'date-time': '2026-11-24T09:00:00.000Z',
  email: 'ada@example.org',
  uri: 'https://lethe.example/',
};

/**
 * A value that the schema allows, the same every time. A request shows what is needed, or everything where nothing is;
 * an answer shows everything.
 */
export const exampleOf = (schemas: Schemas, schema: Schema, way: 'input' | 'output', name = ''): unknown => {
  const whole = { ...schemas.resolved(schema), ...schema };
  const { examples, const: constant, enum: choices, anyOf, oneOf, type: types } = whole as Record<string, unknown>;
  const type: unknown = Array.isArray(types) ? types[0] : types;
  const inner = (part: unknown, field = name) => exampleOf(schemas, part as Schema, way, field);
  if (Array.isArray(examples)) return examples[0] as unknown;
  if (constant !== undefined) return constant;
  if (Array.isArray(choices)) return choices[0] as unknown;
  if (Array.isArray(anyOf)) return inner(anyOf[0]);
  if (Array.isArray(oneOf)) return inner(oneOf[0]);
  if (type === 'array') return [inner(whole['items'])];
  if (type === 'object') return objectExample(whole, way, inner);
  if (type === 'integer' || type === 'number') return Math.max(1, Number(whole['minimum'] ?? 1));
  return type === 'boolean' ? true : type === 'null' ? null : textExample(whole, name);
};

const objectExample = (
  { properties = {}, required = [] }: Schema,
  way: 'input' | 'output',
  inner: (part: unknown, field: string) => unknown,
): unknown => {
  const needed = required as readonly string[];
  const fields = Object.entries(properties as Readonly<Record<string, Schema>>);
  const shown = way === 'input' && needed.length > 0 ? fields.filter(([name]) => needed.includes(name)) : fields;
  return Object.fromEntries(shown.map(([name, schema]) => [name, inner(schema, name)]));
};

const textExample = ({ format, pattern, minLength = 0, maxLength }: Schema, name: string): string => {
  const text = pattern === '^\\d{6}$' ? '123456' : (byFormat[String(format)] ?? byName[name] ?? name);
  return text.padEnd(Number(minLength), 'x').slice(0, maxLength === undefined ? undefined : Number(maxLength));
};
