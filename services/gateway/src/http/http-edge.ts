import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { Calls } from '@lethe/bus';
import { fastify as newFastify } from 'fastify';
import type { Kit } from '@lethe/service';
import { routes } from '../api/routes.ts';
import { serveMailbox } from '../mailbox/mailbox-page.ts';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { answerErrors, refuseCrossSite } from './guards.ts';
import { serveRoutes } from './serve-route.ts';

const maximumBodyBytes = 64 * 1024;

export type Edge = Readonly<{ url: string; stop: () => Promise<void> }>;

/** The only HTTP edge: serves the route table, its OpenAPI document and, in development, the mailbox page. */
export const serveHttp = async (
  given: Readonly<{ calls: Calls; logger: Kit['logger']; host: string; port: number; mailbox: boolean }>,
): Promise<Edge> => {
  const fastify = newFastify({
    bodyLimit: maximumBodyBytes,
    genReqId: () => randomUUID(),
    logger: false,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
  });
  fastify.removeContentTypeParser('text/plain');
  await fastify.register(cookie);
  await fastify.register(helmet, { contentSecurityPolicy: { directives: { 'script-src': ["'none'"] } } });
  refuseCrossSite(fastify);
  answerErrors(fastify, given.logger);
  serveRoutes(fastify, routes, given.calls);
  const openApi = openApiDocument(routes);
  fastify.get('/openapi.json', () => openApi);
  fastify.get('/livez', () => ({ live: true }));
  if (given.mailbox) serveMailbox(fastify, given.calls);
  const url = await fastify.listen({ port: given.port, host: given.host });
  return { url, stop: () => fastify.close() };
};
