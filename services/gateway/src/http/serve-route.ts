import { randomUUID } from 'node:crypto';
import { CallFault, failpoint, type Calls, type InvalidField } from '@lethe/bus';
import { isRefusal } from '@lethe/deciding';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cookieNames, statusesOf, type Answer, type Route } from '../api/route.ts';
import { behalfOf } from './caller.ts';
import { setBrowser, setCookies } from './cookies.ts';
import { faultProblem, refusalProblem, type ProblemDocument } from './problem.ts';
import { inputOf } from './request-input.ts';

const idempotencyKey = /^[\x21-\x7e]{1,128}$/;
const browserId = /^[0-9a-f-]{36}$/;

/** Registers every route of the API. A route is: input, on whose behalf, call, answer. */
export const serveRoutes = (fastify: FastifyInstance, routes: readonly Route[], calls: Calls): void => {
  for (const route of routes)
    fastify.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: (request, reply) => answered(route, calls, request, reply),
    });
};

const answered = async (route: Route, calls: Calls, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const instance = instanceOf(request);
  const input = inputOf(route, {
    params: request.params as Record<string, string>,
    body: request.body ?? undefined,
    cookies: request.cookies,
    userAgent: request.headers['user-agent'] ?? '',
  });
  const wrong = 'errors' in input ? input.errors : wrongHeaders(request);
  if ('refused' in input) return sendProblem(reply, refusalProblem(input.refused, {}, instance));
  if (wrong.length > 0) return sendProblem(reply, faultProblem('invalid', wrong, instance));
  try {
    const behalf = await behalfOf(calls, route.as, {
      sessionToken: request.cookies[cookieNames.session],
      browser: browserOf(request, reply),
      background: request.headers['lethe-background'] === '1',
    });
    if (behalf === undefined) return await sendProblem(reply, refusalProblem('session-ended', {}, instance));
    const key = request.headers['idempotency-key'] as string | undefined;
    const output = await calls.ask(route.call, 'input' in input ? input.input : {}, {
      ...behalf,
      ...(key === undefined ? {} : { key }),
      correlationId: request.id,
    });
    failpoint('gateway.after-call');
    if (isRefusal(output)) return await sendProblem(reply, refusalProblem(output.refused, output.details, instance));
    return await sendAnswer(reply, answerOf(route, output));
  } catch (error) {
    if (!(error instanceof CallFault)) throw error;
    return sendProblem(reply, faultProblem(error.fault, error.details.fields ?? [], instance));
  }
};

const instanceOf = (request: FastifyRequest): string => `/requests/${request.id}`;

const wrongHeaders = ({ headers }: FastifyRequest): readonly InvalidField[] => {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && idempotencyKey.test(key))) return [];
  return [{ path: 'Idempotency-Key', problem: 'must be 1 to 128 visible ASCII characters' }];
};

const browserOf = (request: FastifyRequest, reply: FastifyReply): string => {
  const known = request.cookies[cookieNames.browser];
  if (known !== undefined && browserId.test(known)) return known;
  const browser = randomUUID();
  setBrowser(reply, browser);
  return browser;
};

const answerOf = (route: Route, output: object): Answer =>
  route.answer?.(output as never) ?? { status: statusesOf(route)[0], body: output as Record<string, unknown> };

const sendAnswer = (reply: FastifyReply, { status, body, cookies = {} }: Answer): FastifyReply => {
  setCookies(reply, cookies);
  return reply.status(status).header('cache-control', 'no-store').send(body);
};

export const sendProblem = (reply: FastifyReply, problem: ProblemDocument): FastifyReply => {
  if (problem.status === 503) void reply.header('retry-after', '1');
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
};
