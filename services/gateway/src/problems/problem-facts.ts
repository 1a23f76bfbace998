import { fieldCodes, type Language } from '@lethe/contracts';
import * as z from 'zod';
import { problems, type ProblemCode } from '../api/problems.ts';
import type { Route } from '../api/route.ts';
import { problemType, wordsOf } from '../http/problem.ts';

/** Everything there is to say about a problem. */
export type ProblemFacts = Readonly<{
  code: ProblemCode;
  type: string;
  status: number;
  title: string;
  remedy: string;
  /** What stands in the document beside what every problem has: JSON Schema by name. */
  details: Readonly<Record<string, unknown>>;
  /** Codes that `errors` can hold. */
  fieldCodes?: readonly string[];
}>;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

export const allCodes = Object.keys(problems).toSorted() as readonly ProblemCode[];

export const factsOf = (code: ProblemCode, routes: readonly Route[], language: Language): ProblemFacts => {
  const { title, remedy } = wordsOf(code, language);
  return {
    code,
    type: problemType(code),
    status: problems[code].status,
    title,
    remedy,
    details: Object.assign({}, ...routes.map((route) => detailsOf(route, code))) as ProblemFacts['details'],
    ...(code === 'invalid-input' ? { fieldCodes } : {}),
  };
};

const detailsOf = ({ call }: Route, code: string): object => {
  const schema = Object.hasOwn(call.refuses, code) ? call.refuses[code] : undefined;
  return schema === undefined
    ? {}
    : (z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'inline' }).properties ?? {});
};
