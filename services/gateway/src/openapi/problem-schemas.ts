import { invalidFieldSchema } from '@lethe/contracts';
import * as z from 'zod';
import { faultCodes, fieldRefusals, problems, type EdgeCode, type ProblemCode } from '../api/problems.ts';
import type { Route } from '../api/route.ts';
import { problemType } from '../http/problem.ts';
import { exampleOf } from './examples.ts';
import { headersOf } from './headers.ts';
import { upper, type Schema, type Schemas } from './schemas.ts';

/** What can be wrong with any request, and with one that writes. */
const ofAny = ['invalid-input', 'malformed-request', 'headers-too-large', 'request-too-slow'] as const;
const ofWriting = ['malformed-json', 'cross-site', 'body-too-large', 'not-json', 'idempotency-key-reused'] as const;
const ofPersons = [faultCodes.unauthenticated, faultCodes.forbidden] as const;

/** Every problem that an operation can answer with: what it refuses, what its call can meet, what the edge says. */
export const codesOf = ({ call, method, as }: Route): readonly ProblemCode[] => {
  const faults: readonly EdgeCode[] = ['account-gone', 'unavailable', 'no-room', 'answer-too-large', 'internal'];
  const refusals = Object.keys(call.refuses).filter((reason) => !(reason in fieldRefusals)) as ProblemCode[];
  const codes = [
    ...refusals,
    ...ofAny,
    ...faults,
    ...(method === 'GET' ? [] : ofWriting),
    ...(as === 'browser' ? [] : ofPersons),
  ];
  return [...new Set(codes)].toSorted();
};

const pascal = (code: string): string => code.split('-').map(upper).join('');

/** One schema for each code, with its details; a status that stands for several is told apart by `code`. */
export const problemResponses = (schemas: Schemas, route: Route): Schema => {
  const byStatus = Map.groupBy(codesOf(route), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([one], [other]) => one - other)
      .map(([status, codes]) => {
        const known = codes.map((code) => [code, problemSchema(schemas, code, route)] as const);
        const schema = oneOf(known);
        const answer = {
          description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join(' '),
          headers: headersOf(status),
          content: {
            'application/problem+json': { schema, example: exampleOf(schemas, known[0]?.[1] ?? {}, 'output') },
          },
        };
        return [String(status), schemas.answer(codes.map(pascal).join('Or'), answer)];
      }),
  );
};

const oneOf = (known: readonly (readonly [string, Schema])[]): Schema =>
  known.length === 1
    ? (known[0]?.[1] ?? {})
    : {
        oneOf: known.map(([, schema]) => schema),
        discriminator: {
          propertyName: 'code',
          mapping: Object.fromEntries(known.map(([code, { $ref }]) => [code, $ref])),
        },
      };

const problemSchema = (schemas: Schemas, code: ProblemCode, { id, call }: Route): Schema => {
  const details = Object.hasOwn(call.refuses, code) ? call.refuses[code] : undefined;
  const name = `${pascal(code)}Problem`;
  const schema = schemaOf(code, details?.shape ?? {});
  try {
    return schemas.of(schema, 'output', name);
  } catch {
    // The same "no" of another operation has other details.
    return schemas.of(schema, 'output', `${upper(id)}${name}`);
  }
};

const schemaOf = (code: ProblemCode, details: z.ZodRawShape): z.ZodType => {
  const { status, title, remedy } = problems[code];
  return z
    .strictObject({
      type: z.literal(problemType(code)),
      title: z.string().meta({ examples: [title] }),
      status: z.literal(status),
      detail: z.string().meta({ examples: [remedy] }),
      instance: z.string().meta({ examples: ['/requests/6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01'] }),
      code: z.literal(code),
      ...(code === 'invalid-input' ? { errors: z.array(invalidFieldSchema).optional() } : {}),
      ...details,
    })
    .meta({ description: `${title} ${remedy}` });
};
