import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { Calls } from '@lethe/bus';
import { fastify as newFastify, type FastifyInstance } from 'fastify';
import type { Brand, Kit } from '@lethe/service';
import { routes } from '../api/routes.ts';
import { serveLogo, shownBrand } from '../brand/shown-brand.ts';
import { serveConsole } from '../console/serve-console.ts';
import { serveMailbox } from '../mailbox/mailbox-page.ts';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { answerBadPath, answerBrokenRequest } from './broken-requests.ts';
import { serveDocs } from '../docs/serve-docs.ts';
import { serveProblems } from '../problems/serve-problems.ts';
import { answerErrors, refuseCrossSite, refuseTwoHosts } from './guards.ts';
import { acceptJson } from './json-body.ts';
import { logSecurity } from './security-log.ts';
import { blindNetwork, warnOfUnknownProxy } from './network.ts';
import { answerOtherMethods } from './other-methods.ts';
import { serveRoutes } from './serve-route.ts';

const maximumBodyBytes = 64 * 1024;

export type Edge = Readonly<{ url: string; stop: () => Promise<void> }>;

type Given = Readonly<{
  calls: Calls;
  logger: Kit['logger'];
  host: string;
  port: number;
  mailbox: boolean;
  /** Gives an index of a network under a key that nobody else has (ID-2a). */
  sealing: Pick<Kit['sealing'], 'mac'>;
  /** Addresses and networks of proxies that are believed whom they speak for. Nobody when absent. */
  trustedProxies?: readonly string[];
  /** What answers name as their date: pages count down by it. The machine's own when absent. */
  clock?: Kit['clock'];
  /** Whose installation this is. */
  brand: Brand;
  /** What others verify our signatures with, certificates of erasure among them (CAN-11). */
  publicKeys: Readonly<{ keys: readonly object[] }>;
  /** For a request to come in whole: whoever dribbles longer only holds the connection. 10 s when absent. */
  longestRequestMs?: number;
  /** What was asked before a stop has this long for its answer, in milliseconds: who does not read it waits for nobody. 5 s when absent. */
  stopWithinMs?: number;
}>;

/** The only HTTP edge: serves the route table, its OpenAPI document, the public keys and, in development, the mailbox page. */
export const serveHttp = async (given: Given): Promise<Edge> => {
  const fastify = newFastify(limits(given));
  const brand = shownBrand(given.brand);
  nameRequests(fastify);
  dateAnswers(fastify, given.clock);
  logSecurity(fastify, given.logger);
  warnOfUnknownProxy(fastify, given.logger);
  acceptJson(fastify);
  await fastify.register(cookie);
  await fastify.register(helmet, { contentSecurityPolicy: { directives: { 'script-src': ["'none'"] } } });
  refuseTwoHosts(fastify);
  refuseCrossSite(fastify);
  answerOtherMethods(fastify);
  answerErrors(fastify, given.logger);
  serveRoutes(fastify, { routes, calls: given.calls, brand, networkOf: blindNetwork(given.sealing) });
  const openApi = openApiDocument(routes);
  fastify.get('/openapi.json', () => openApi);
  fastify.get('/.well-known/jwks.json', () => given.publicKeys);
  fastify.get('/livez', () => ({ live: true }));
  serveLogo(fastify, given.brand);
  serveProblems(fastify, routes);
  await serveDocs(fastify);
  if (given.mailbox) serveMailbox(fastify, given.calls);
  await serveConsole(fastify, brand);
  const url = await fastify.listen({ port: given.port, host: given.host });
  return { url, stop: () => closeWithin(given.stopWithinMs ?? 5_000, fastify) };
};

const closeWithin = async (milliseconds: number, fastify: FastifyInstance): Promise<void> => {
  const late = setTimeout(() => fastify.server.closeAllConnections(), milliseconds);
  await fastify.close().finally(() => clearTimeout(late));
};

const dateAnswers = (fastify: FastifyInstance, clock: Kit['clock'] | undefined): void => {
  if (clock === undefined) return;
  fastify.addHook('onRequest', async (_request, reply) => {
    void reply.header('date', new Date(clock()).toUTCString());
  });
};

/** The name under which an answer's request stands in the logs. */
const nameRequests = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
};

const limits = ({ longestRequestMs = 10_000, trustedProxies = [] }: Given) => ({
  trustProxy: [...trustedProxies],
  bodyLimit: maximumBodyBytes,
  genReqId: () => randomUUID(),
  logger: false,
  return503OnClosing: true,
  requestTimeout: longestRequestMs,
  // Without a limit for the headers that is as low, the limit for the whole is not kept.
  http: { headersTimeout: longestRequestMs, connectionsCheckingInterval: 1000 },
  clientErrorHandler: answerBrokenRequest,
  frameworkErrors: answerBadPath,
  routerOptions: { maxParamLength: 200 },
});
