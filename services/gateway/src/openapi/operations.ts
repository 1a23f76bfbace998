import * as z from 'zod';
import { readerOf } from '../api/location.ts';
import { bodyFields, cookieNames, pathFields, queryFields, statusesOf, type Route } from '../api/route.ts';
import { exampleOf } from './examples.ts';
import { headersOf } from './headers.ts';
import { problemResponses } from './problem-schemas.ts';
import { upper, type Schema, type Schemas } from './schemas.ts';
import { successOf } from './successes.ts';
import { tagOf } from './tags.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

/** One line of the API as OpenAPI tells it. */
export const operationOf = (schemas: Schemas, route: Route, routes: readonly Route[]): Schema => ({
  operationId: route.id,
  summary: route.summary,
  tags: [tagOf(route)],
  security: securityOf(route),
  parameters: [
    ...pathFields(route.path).map((name) => parameter(schemas, route, name, 'path')),
    ...queryFields(route).map((name) => parameter(schemas, route, name, 'query')),
    ...idempotencyKey(route),
  ],
  ...requestBody(schemas, route),
  responses: { ...successes(schemas, route, routes), ...problemResponses(schemas, route) },
});

const securityOf = ({ as }: Route): readonly object[] => {
  if (as === 'browser') return [];
  return as === 'anyone' ? [{ session: [] }, {}] : [{ session: [] }];
};

const parameter = (schemas: Schemas, { id, call }: Route, name: string, place: 'path' | 'query'): Schema => {
  const field = (call.input.shape as Shape)[name] ?? z.never();
  const { description, ...schema } = schemas.of(field, 'input', `${upper(id)}${upper(name)}`);
  const required = place === 'path' || !z.strictObject({ [name]: field }).safeParse({}).success;
  return {
    name,
    in: place,
    required,
    ...(description === undefined ? {} : { description }),
    schema,
    example: exampleOf(schemas, schema, 'input', name),
  };
};

const idempotencyKey = ({ method }: Route): readonly Schema[] =>
  method === 'GET' ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }];

export const parameters = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A retry with the same key and request is done once and answered alike.',
    schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7e]+$' },
    example: '0d9b4b6e-8f0e-4f0b-9d53-1b7f2b6f6a10',
  },
} as const;

export const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: cookieNames.session,
    description: 'Signing in sets it. A program keeps the cookies of the answers and sends them as a browser would.',
  },
} as const;

const requestBody = (schemas: Schemas, route: Route): Schema => {
  const fields = bodyFields(route);
  if (fields.length === 0) return {};
  const shape: Shape = route.call.input.shape;
  const sent = z.strictObject(Object.fromEntries(fields.map((name) => [name, shape[name] ?? z.never()])));
  const required = !sent.safeParse({}).success;
  return { requestBody: { required, content: json(schemas, sent, 'input', `${upper(route.id)}Request`) } };
};

const json = (schemas: Schemas, body: z.ZodType, way: 'input' | 'output', name: string): Schema => {
  const schema = schemas.of(body, way, name);
  return { 'application/json': { schema, example: exampleOf(schemas, schema, way) } };
};

const successes = (schemas: Schemas, route: Route, routes: readonly Route[]): Schema => {
  const made = readerOf(route, routes) !== undefined;
  const body = route.body ?? route.call.output;
  return Object.fromEntries(
    statusesOf(route).map((status) => [
      String(status),
      {
        description: successOf(route, status),
        headers: headersOf(status, { made }),
        ...(status === 204 ? {} : { content: json(schemas, body, 'output', `${upper(route.id)}Answer`) }),
      },
    ]),
  );
};
