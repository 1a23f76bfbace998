import { randomUUID } from 'node:crypto';
import { CallFault, type Calls } from '@lethe/bus';
import { failpoint } from '@lethe/running';
import { invalidField, type InvalidField } from '@lethe/contracts';
import { isRefusal, type Refusal } from '@lethe/deciding';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { locationOf } from '../api/location.ts';
import { faultCodes, fieldRefusals, type Refused } from '../api/problems.ts';
import { cookieNames, statusesOf, type Answer, type Around, type Route } from '../api/route.ts';
import { acceptedLanguage } from './accepted-language.ts';
import { behalfOf } from './caller.ts';
import { setBrowser, setCookies } from './cookies.ts';
import type { BlindNetwork } from './network.ts';
import { inputOf, type Input } from './request-input.ts';
import { sendProblem } from './send-problem.ts';

const idempotencyKey = /^[\x21-\x7e]{1,128}$/;
const browserId = /^[0-9a-f-]{36}$/;

/** What every route answers with. */
type Serving = Around & Readonly<{ calls: Calls; routes: readonly Route[]; networkOf: BlindNetwork }>;

/** Registers every route of the API. A route is: input, on whose behalf, call, answer. */
export const serveRoutes = (fastify: FastifyInstance, serving: Serving): void => {
  for (const route of serving.routes)
    fastify.route({
      method: route.method,
      url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: { operation: route.id },
      handler: (request, reply) => answered(route, serving, request, reply),
    });
};

const answered = async (route: Route, serving: Serving, request: FastifyRequest, reply: FastifyReply) => {
  const input = inputFrom(route, request, serving);
  const wrong = [...('errors' in input ? input.errors : []), ...wrongHeaders(request)];
  if (wrong.length > 0) return sendProblem(reply, 'invalid-input', { errors: wrong });
  if ('refused' in input) return sendProblem(reply, input.refused as Refused);
  try {
    return await asked(route, serving, 'input' in input ? input.input : {}, reply);
  } catch (error) {
    if (!(error instanceof CallFault) || isOurs(route, error)) throw error;
    return sendProblem(reply, faultCodes[error.fault], { errors: error.details.fields ?? [] });
  }
};

/** Whom a browser speaks through is the gateway: where that is not let in, something is wrong with us. */
const isOurs = ({ as }: Route, { fault }: CallFault): boolean =>
  as === 'browser' && (fault === 'unauthenticated' || fault === 'forbidden');

const inputFrom = (route: Route, request: FastifyRequest, { networkOf }: Serving): Input =>
  inputOf(route, {
    params: request.params as Record<string, string>,
    query: request.query as Record<string, unknown>,
    body: request.body ?? undefined,
    cookies: request.cookies,
    userAgent: request.headers['user-agent'] ?? '',
    language: acceptedLanguage(request),
    network: () => networkOf(request),
  });

const asked = async (
  route: Route,
  serving: Serving,
  input: Readonly<Record<string, unknown>>,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { request } = reply;
  const { calls } = serving;
  const behalf = await behalfOf(calls, route.as, {
    sessionToken: request.cookies[cookieNames.session],
    browser: browserOf(request, reply),
    background: request.headers['lethe-background'] === '1',
  });
  if (behalf === undefined) return sendProblem(reply, 'session-ended');
  const { accountId, ...how } = behalf;
  if (accountId !== undefined) request.accountId = accountId;
  const key = request.headers['idempotency-key'] as string | undefined;
  const output = await calls.ask(route.call, input, {
    ...how,
    ...(key === undefined ? {} : { key }),
    correlationId: request.id,
  });
  failpoint('gateway.after-call');
  return isRefusal(output) ? sendRefusal(reply, output as Refusal) : sendAnswer(reply, route, serving, output);
};

const sendRefusal = (reply: FastifyReply, { refused, details }: Refusal): FastifyReply =>
  refused in fieldRefusals
    ? sendProblem(reply, 'invalid-input', {
        errors: [fieldRefusals[refused as keyof typeof fieldRefusals](details as Readonly<Record<string, unknown>>)],
      })
    : sendProblem(reply, refused as Refused, { details });

const wrongHeaders = ({ headers }: FastifyRequest): readonly InvalidField[] => {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && idempotencyKey.test(key))) return [];
  return [invalidField(['Idempotency-Key'], 'malformed')];
};

const browserOf = (request: FastifyRequest, reply: FastifyReply): string => {
  const known = request.cookies[cookieNames.browser];
  if (known !== undefined && browserId.test(known)) return known;
  const browser = randomUUID();
  setBrowser(reply, browser);
  return browser;
};

const sendAnswer = (reply: FastifyReply, route: Route, { routes, brand }: Serving, output: object): FastifyReply => {
  const { status, body, cookies = {} } = answerOf(route, output, { brand });
  const location =
    status === 201 ? locationOf(route, routes, { ...(reply.request.params as object), ...output }) : undefined;
  setCookies(reply, cookies);
  if (location !== undefined) void reply.header('location', location);
  return reply.status(status).header('cache-control', 'no-store').send(body);
};

const answerOf = (route: Route, output: object, around: Around): Answer =>
  route.answer?.(output as never, around) ?? {
    status: statusesOf(route)[0],
    body: output as Record<string, unknown>,
  };
