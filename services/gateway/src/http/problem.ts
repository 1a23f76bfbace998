import type { Fault, InvalidField } from '@lethe/bus';
import { faultProblems, refusals, type Problem } from '../api/problems.ts';
import type { Reason } from '../api/routes.ts';

/** RFC 9457. `type` is stable; its last segment is the code that programs and translations go by. */
export type ProblemDocument = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  errors?: readonly InvalidField[];
  [extension: string]: unknown;
}>;

const problemType = (code: string): string => `/problems/${code}`;

const documentOf = (code: string, { status, title, remedy }: Problem, instance: string): ProblemDocument => ({
  type: problemType(code),
  title,
  status,
  detail: remedy,
  instance,
  code,
});

export const refusalProblem = (refused: string, details: object, instance: string): ProblemDocument => ({
  ...details,
  ...documentOf(refused, refusals[refused as Reason], instance),
});

export const faultProblem = (fault: Fault, errors: readonly InvalidField[], instance: string): ProblemDocument => {
  const { code, ...problem } = faultProblems[fault];
  return { ...documentOf(code, problem, instance), ...(errors.length === 0 ? {} : { errors }) };
};

/** Problems of HTTP itself, before any call is made. */
export const httpProblems = {
  'not-found': { status: 404, title: 'There is nothing here.', remedy: 'See /openapi.json for what there is.' },
  'body-too-large': { status: 413, title: 'The body is too large.', remedy: 'Send at most 64 KiB of JSON.' },
  'not-json': { status: 415, title: 'The body is not JSON.', remedy: 'Send Content-Type: application/json.' },
  'malformed-json': { status: 400, title: 'The body is not valid JSON.', remedy: 'Send one JSON object.' },
  'cross-site': { status: 403, title: 'The request comes from another site.', remedy: 'Send it from the console.' },
  'malformed-request': { status: 400, title: 'This is not HTTP.', remedy: 'Send a request as RFC 9112 has it.' },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large.',
    remedy: 'Send less than 16 KiB of headers.',
  },
  'request-too-slow': { status: 408, title: 'The request took too long to come.', remedy: 'Send it again.' },
} as const satisfies Record<string, Problem>;

export const httpProblem = (code: keyof typeof httpProblems, instance: string): ProblemDocument =>
  documentOf(code, httpProblems[code], instance);
