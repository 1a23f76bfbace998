import * as z from 'zod';
import { faultCodes, problems as known, type ProblemCode } from '../api/problems.ts';
import { bodyFields, pathFields, statusesOf, type Route } from '../api/route.ts';

type Schema = Readonly<Record<string, unknown>>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Schema => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

/** OpenAPI 3.1 of the HTTP API, from the same table that serves it. */
export const openApiDocument = (routes: readonly Route[]): Schema => {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lethe',
      version: 'v1',
      description: 'Accounts, and their cancellation for good. Errors are RFC 9457 problem documents.',
      license: { name: 'UNLICENSED', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [{ url: '/' }],
    security: [],
    tags: tagsOf(routes).map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-lethe-session' } },
    },
  };
};

const tagOf = ({ path }: Route): string => path.split('/')[2] ?? '';
const tagsOf = (routes: readonly Route[]): readonly string[] => [...new Set(routes.map(tagOf))];

const operationOf = (route: Route): Schema => {
  const fields = bodyFields(route);
  return {
    operationId: route.call.subject.split('.').slice(2).join('-'),
    summary: route.summary,
    tags: [tagOf(route)],
    security: route.as === 'browser' ? [] : route.as === 'anyone' ? [{ session: [] }, {}] : [{ session: [] }],
    parameters: [...pathFields(route.path).map((name) => pathParameter(route, name)), ...keyParameter(route)],
    ...(fields.length === 0 ? {} : { requestBody: { required: true, content: json(bodySchema(route, fields)) } }),
    responses: { ...successes(route), ...problems(route) },
  };
};

const json = (schema: Schema) => ({ 'application/json': { schema } });

const pathParameter = ({ call }: Route, name: string): Schema => ({
  name,
  in: 'path',
  required: true,
  schema: jsonSchema((call.input.shape as Readonly<Record<string, z.ZodType>>)[name] ?? z.never(), 'input'),
});

const keyParameter = ({ method }: Route): readonly Schema[] =>
  method === 'GET'
    ? []
    : [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'A retry with the same key and request is done once and answered alike.',
          schema: { type: 'string', minLength: 1, maxLength: 128 },
        },
      ];

const bodySchema = ({ call }: Route, fields: readonly string[]): Schema => {
  const shape: Readonly<Record<string, z.core.$ZodType>> = call.input.shape;
  return jsonSchema(
    z.strictObject(Object.fromEntries(Object.entries(shape).filter(([name]) => fields.includes(name)))),
    'input',
  );
};

const successes = (route: Route): Schema => {
  const schema = jsonSchema(route.body ?? route.call.output, 'output');
  return Object.fromEntries(
    statusesOf(route).map((status) => [
      String(status),
      status === 204 ? { description: 'Done.' } : { description: 'Done.', content: json(schema) },
    ]),
  );
};

/** What the edge itself answers, before there is a call. */
const ofWriting = ['malformed-json', 'cross-site', 'body-too-large', 'not-json'] as const;

/** One entry a status; its description lists the codes that come with it. */
const problems = ({ call, method }: Route): Schema => {
  const codes = [
    ...Object.keys(call.refuses).filter((reason) => reason in known),
    ...Object.values(faultCodes),
    ...(method === 'GET' ? [] : ofWriting),
  ].map((code) => ({ code, ...known[code as ProblemCode] }));
  const byStatus = Map.groupBy(codes, ({ status }) => String(status));
  return Object.fromEntries(
    [...byStatus].map(([status, entries]) => [
      status,
      {
        description: [...new Set(entries.map(({ code, title }) => `\`${code}\`: ${title}`))].join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
};

const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457. Details of the problem stand beside these fields.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'Stable; its last segment is `code`.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What helps.' },
    instance: { type: 'string', format: 'uri-reference' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, problem: { type: 'string' } } },
    },
  },
};
