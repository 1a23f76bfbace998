import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { problems } from '../api/problems.ts';
import { bodyFields, statusesOf, type Route } from '../api/route.ts';
import { routes } from '../api/routes.ts';
import { openApiDocument } from './openapi-document.ts';
import { codesOf } from './problem-schemas.ts';

type Json = Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- the document as a reader sees it
const document = openApiDocument(routes) as Json;
const schemas = document['components'].schemas as Json;
const operation = ({ path, method }: Route): Json => document['paths'][path][method.toLowerCase()] as Json;
const every = (whole: unknown): readonly Json[] =>
  typeof whole !== 'object' || whole === null ? [] : [whole as Json, ...Object.values(whole).flatMap(every)];

describe('The OpenAPI document (API-3)', () => {
  it('calls each operation by its own name, without that of a service', () => {
    expect(routes.map((route) => operation(route)['operationId'])).toEqual(routes.map(({ id }) => id));
  });

  it('names every object, so that a generator needs no names of its own', () => {
    const nameless = Object.entries(schemas).flatMap(([name, schema]) =>
      every(Object.values(schema as object))
        .filter(({ type, properties }) => type === 'object' && properties !== undefined)
        .map(() => name),
    );
    expect(nameless).toEqual([]);
    expect(Object.keys(schemas).filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
  });

  it('lets answers grow, and requests not', () => {
    const strict = Object.entries(schemas).filter(([, { additionalProperties }]) => additionalProperties === false);
    expect(strict.filter(([name]) => /(Answer|Problem|FieldError)$/.test(name))).toEqual([]);
    const requests = Object.entries(schemas).filter(([name]) => name.endsWith('Request'));
    expect(requests.filter(([, schema]) => (schema as Json)['additionalProperties'] !== false)).toEqual([]);
    expect(requests.length).toBeGreaterThan(10);
  });

  it('tells the true bounds', () => {
    expect(schemas['RegisterRequest'].properties).toMatchObject({
      email: { type: 'string', format: 'idn-email', maxLength: 254 },
      username: { type: 'string', minLength: 1, maxLength: 64 },
      password: { type: 'string', minLength: 1, maxLength: 1024 },
    });
  });

  it('says of each good answer what it means', () => {
    const said = routes.flatMap((route) =>
      statusesOf(route).map((status) => operation(route)['responses'][status].description as string),
    );
    expect(said.filter((sentence) => !/^[A-Z].{10,}\.$/.test(sentence))).toEqual([]);
  });

  it('lists the problems of each operation, each a schema with its details, told apart by code', () => {
    const { responses, schemas: named } = document['components'] as Json;
    const answer = operation(routes.find(({ id }) => id === 'confirmCancellation') as Route)['responses'][409] as Json;
    const name = (answer['$ref'] as string).replace('#/components/responses/', '');
    const { schema } = responses[name].content['application/problem+json'] as Json;
    expect(schema.discriminator).toMatchObject({
      propertyName: 'code',
      mapping: { 'cancellation-blocked': '#/components/schemas/CancellationBlockedProblem' },
    });
    expect(named['CancellationBlockedProblem'].properties).toMatchObject({
      code: { const: 'cancellation-blocked' },
      status: { const: 409 },
      blockers: { type: 'array' },
    });
  });

  it('knows a problem for every code, and no 401 for who needs no session (API-2)', () => {
    expect(routes.flatMap(codesOf).filter((code) => !(code in problems))).toEqual([]);
    const browsers = routes.filter(({ as }) => as === 'browser');
    expect(browsers.filter((route) => operation(route)['responses'][401] !== undefined)).toEqual([]);
  });
});

describe('The examples of the document', () => {
  it.each(routes.filter((route) => bodyFields(route).length > 0).map((route) => [route.id, route] as const))(
    'are a request that the contract takes: %s',
    (_id, route) => {
      const { example } = operation(route)['requestBody'].content['application/json'] as Json;
      const sent = Object.entries(route.call.input.shape).filter(([name]) => bodyFields(route).includes(name));
      expect(z.strictObject(Object.fromEntries(sent)).safeParse(example).error?.issues).toBeUndefined();
    },
  );

  it.each(routes.map((route) => [route.id, route] as const))('are an answer that it gives: %s', (_id, route) => {
    const answers = statusesOf(route)
      .filter((status) => status !== 204)
      .map((status) => operation(route)['responses'][status].content['application/json'].example as unknown);
    const wrong = answers.flatMap(
      (example) => (route.body ?? route.call.output).safeParse(example).error?.issues ?? [],
    );
    expect(wrong).toEqual([]);
  });
});
