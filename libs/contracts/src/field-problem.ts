import * as z from 'zod';

/** Every code that a field error can have (API-2): what programs go by and translations are keyed by. */
export const fieldCodes = [
  'character-not-allowed',
  'email-case-lost',
  'email-character-not-allowed',
  'email-dots',
  'email-host-incomplete',
  'email-host-label-too-long',
  'email-host-malformed',
  'email-host-numeric',
  'email-local-too-long',
  'email-too-long',
  'given-twice',
  'malformed',
  'not-a-boolean',
  'not-a-code',
  'not-a-list',
  'not-a-multiple',
  'not-a-number',
  'not-a-time-zone',
  'not-a-url',
  'not-a-uuid',
  'not-allowed',
  'not-an-email',
  'not-an-instant',
  'not-an-object',
  'not-null',
  'not-one-of',
  'not-text',
  'not-unicode',
  'not-whole',
  'nothing-visible',
  'password-breached',
  'password-guessable',
  'password-too-long',
  'password-too-short',
  'password-unchanged',
  'required',
  'too-large',
  'too-long',
  'too-short',
  'too-small',
  'unknown',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** Bounds and choices that a code speaks of; never what was sent. */
const fieldParams = z
  .record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]))
  .meta({ description: 'The bounds or choices that `code` speaks of.' });
export type FieldParams = z.infer<typeof fieldParams>;

/** A field that was not as the contract says: where (RFC 6901), what, and the bounds. Never what was sent. */
export const invalidFieldSchema = z
  .strictObject({
    pointer: z.string().meta({ description: 'RFC 6901, into the body; parameters and headers stand by their name.' }),
    code: z.enum(fieldCodes),
    params: fieldParams,
  })
  .meta({ id: 'FieldError', examples: [{ pointer: '/username', code: 'too-long', params: { maximum: 64 } }] });
export type InvalidField = Readonly<z.infer<typeof invalidFieldSchema>>;

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

export const invalidField = (path: Path, code: FieldCode, params: FieldParams = {}): InvalidField => ({
  pointer: pointerTo(path),
  code,
  params,
});

/** A key of the client's own making is a thing that was sent: the pointer ends before one that does not look like a name. */
const pointerTo = (path: Path): string => {
  const odd = path.findIndex((part) => !/^([a-z][\w-]{0,39}|\d{1,6})$/i.test(String(part)));
  return (odd === -1 ? path : path.slice(0, odd)).map((part) => `/${String(part)}`).join('');
};

/**
 * What a schema found wrong, in codes; no word of the schema's library gets through.
 * `sent` tells what is missing from what is wrong.
 */
export const invalidFields = (issues: readonly Issue[], sent: unknown): readonly InvalidField[] =>
  issues.flatMap((issue) => fieldsOf(issue, sent, []));

const fieldsOf = (issue: Issue, sent: unknown, above: Path): readonly InvalidField[] => {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => invalidField([...path, key], 'unknown'));
    case 'invalid_union':
      return ofUnion(issue, sent, path);
    case 'invalid_key':
    case 'invalid_element':
      return [invalidField(path, 'not-allowed')];
    default: {
      const { code, params = {} } = isMissing(issue, sent, path) ? { code: 'required' as const } : problemOf(issue);
      return [invalidField(path, code, params)];
    }
  }
};

/** Of several shapes the nearest one tells: the one that finds the least wrong; the first shape where none is nearer. */
const ofUnion = (
  issue: Extract<Issue, { code: 'invalid_union' }>,
  sent: unknown,
  path: Path,
): readonly InvalidField[] => {
  const { errors } = issue;
  if (valueAt(sent, path) === undefined) return [invalidField(path, 'required')];
  const nearest = errors.toSorted((one, other) => distance(one) - distance(other))[0];
  return nearest === undefined
    ? [invalidField(path, 'not-allowed')]
    : nearest.flatMap((part) => fieldsOf(part, sent, path));
};

/** Another type at the top is farther away than anything wrong inside. */
const distance = (issues: readonly Issue[]): number =>
  issues.length + (issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0) ? 1000 : 0);

const isMissing = ({ code }: Issue, sent: unknown, path: Path): boolean =>
  (code === 'invalid_type' || code === 'invalid_value') && valueAt(sent, path) === undefined;

const valueAt = (whole: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (part, name) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, name)
        ? (part as Readonly<Record<PropertyKey, unknown>>)[name]
        : undefined,
    whole,
  );

type Found = Readonly<{ code: FieldCode; params?: FieldParams }>;
type Simple = Exclude<Issue, { code: 'unrecognized_keys' | 'invalid_union' | 'invalid_key' | 'invalid_element' }>;

const problemOf = (issue: Simple): Found => {
  switch (issue.code) {
    case 'invalid_type':
      return { code: typeCodes[issue.expected] ?? 'not-allowed' };
    case 'too_small':
      return { code: isNumber(issue.origin) ? 'too-small' : 'too-short', params: { minimum: Number(issue.minimum) } };
    case 'too_big':
      return { code: isNumber(issue.origin) ? 'too-large' : 'too-long', params: { maximum: Number(issue.maximum) } };
    case 'invalid_format':
      return { code: formatCodes[issue.format] ?? 'malformed' };
    case 'invalid_value':
      return { code: 'not-one-of', params: { allowed: issue.values.map(String) } };
    case 'not_multiple_of':
      return { code: 'not-a-multiple', params: { divisor: Number(issue.divisor) } };
    case 'custom':
      return ofRefinement(issue.params ?? {});
  }
};

const isNumber = (origin: string): boolean => origin === 'number' || origin === 'int' || origin === 'bigint';

const typeCodes: Readonly<Record<string, FieldCode>> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-whole',
  boolean: 'not-a-boolean',
  array: 'not-a-list',
  tuple: 'not-a-list',
  object: 'not-an-object',
  record: 'not-an-object',
  null: 'not-null',
};

const formatCodes: Readonly<Record<string, FieldCode>> = {
  uuid: 'not-a-uuid',
  datetime: 'not-an-instant',
  email: 'not-an-email',
  url: 'not-a-url',
};

/** `refine(..., { params: { code, ...bounds } })` says it by itself. */
const ofRefinement = ({ code, ...params }: Readonly<Record<string, unknown>>): Found =>
  isFieldCode(code) ? { code, params: params as FieldParams } : { code: 'not-allowed' };

export const isFieldCode = (code: unknown): code is FieldCode => (fieldCodes as readonly unknown[]).includes(code);
