import type { FastifyReply } from 'fastify';
import type { ProblemCode } from '../api/problems.ts';
import { acceptedLanguage } from './accepted-language.ts';
import { problemDocument, type Extras } from './problem.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** What was told, for the security log. */
    problem?: ProblemCode;
  }
}

/** RFC 9110, 15.5.2: a 401 names a scheme. Ours is the session cookie; a program sends it as a browser would. */
const challenge = 'Cookie realm="lethe", cookie-name="__Host-lethe-session"';

/** The one way in which a problem leaves: document, language and the headers that belong to its status. */
export const sendProblem = (reply: FastifyReply, code: ProblemCode, extras: Extras = {}): FastifyReply => {
  const { request } = reply;
  const language = acceptedLanguage(request);
  const problem = problemDocument(code, request.id, language, extras);
  const { status } = problem;
  reply.problem = code;
  if (status === 401) void reply.header('www-authenticate', challenge);
  if (status === 429 || status === 503) void reply.header('retry-after', secondsUntil(problem['retryAt']));
  return reply
    .status(status)
    .headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'content-language': language })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
};

/** RFC 9110, 10.2.3; at least 1, also where the wait is over by now. */
const secondsUntil = (instant: unknown): number => {
  const left = typeof instant === 'string' ? Date.parse(instant) - Date.now() : 0;
  return Math.max(1, Math.ceil(left / 1000));
};
