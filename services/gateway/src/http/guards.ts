import { CallFault, type Fault } from '@lethe/bus';
import type { FastifyError, FastifyInstance } from 'fastify';
import { reportOf } from '@lethe/running';
import type { Kit } from '@lethe/service';
import { faultCodes, type EdgeCode } from '../api/problems.ts';
import { InvalidBody } from './json-body.ts';
import { sendProblem } from './send-problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cookies are SameSite=Strict already; a browser's own word on where a request comes from is the second lock
 * (OWASP ASVS 3.5.1, fetch metadata). Programs that are no browsers send neither header.
 */
export const refuseCrossSite = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    if (safeMethods.has(request.method)) return;
    const { 'sec-fetch-site': site, origin, host } = request.headers;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const foreignOrigin = origin !== undefined && URL.parse(origin)?.host !== host;
    if (foreignSite || foreignOrigin) await sendProblem(reply, 'cross-site');
  });
};

/** RFC 9112, 3.2: two hosts are one request to us and another to whatever stands in front of us. */
export const refuseTwoHosts = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    if ((request.raw.headersDistinct['host']?.length ?? 0) > 1) await sendProblem(reply, 'malformed-request');
  });
};

const known: Readonly<Record<string, EdgeCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-json',
};

/** Faults of a call that pass by themselves. Others that come as far as here are ours. */
const passing: ReadonlySet<Fault> = new Set(['unavailable', 'deadline-passed', 'no-room']);

/** Whatever goes wrong becomes a problem document; what nobody foresaw is logged once and tells nothing. */
export const answerErrors = (fastify: FastifyInstance, logger: Kit['logger']): void => {
  fastify.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));
  fastify.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof InvalidBody) return sendProblem(reply, 'invalid-input', { errors: error.errors });
    if (error instanceof CallFault && passing.has(error.fault)) return sendProblem(reply, faultCodes[error.fault]);
    const code = known[error.code] ?? (error instanceof SyntaxError ? 'malformed-json' : undefined);
    if (code !== undefined) return sendProblem(reply, code);
    if (error.statusCode !== undefined && error.statusCode < 500) return sendProblem(reply, 'malformed-request');
    logger.error({ correlationId: request.id, ...reportOf(error) }, 'request failed');
    return sendProblem(reply, 'internal');
  });
};
