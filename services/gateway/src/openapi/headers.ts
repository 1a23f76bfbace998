import type { Schema } from './schemas.ts';

const text = { type: 'string' };
const header = (description: string, schema: Schema = text): Schema => ({ description, schema });

export const headers = {
  'Content-Language': header('The language of `title` and `detail`, from `Accept-Language`.'),
  Location: header('Where what was made can be read.', { type: 'string', format: 'uri-reference' }),
  'Retry-After': header('Seconds to wait before the next try.', { type: 'integer', minimum: 1 }),
  'Set-Cookie': header('Cookies to keep: session, browser and what an operation begun in this browser needs.'),
  'WWW-Authenticate': header('The scheme: a live session in the cookie `__Host-lethe-session`.'),
  'X-Request-Id': header('The name of this request in our logs; `instance` of a problem ends in it.', {
    type: 'string',
    format: 'uuid',
  }),
} as const satisfies Readonly<Record<string, Schema>>;
type Name = keyof typeof headers;

/** Headers of an answer, by its status. */
export const headersOf = (status: number, { made = false }: Readonly<{ made?: boolean }> = {}): Schema => {
  const names: readonly Name[] = [
    'X-Request-Id',
    status < 400 ? 'Set-Cookie' : 'Content-Language',
    ...(made && status === 201 ? (['Location'] as const) : []),
    ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
    ...(status === 429 || status === 503 ? (['Retry-After'] as const) : []),
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
};
