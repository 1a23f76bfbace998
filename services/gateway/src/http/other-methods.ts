import type { FastifyInstance, HTTPMethods } from 'fastify';
import { sendProblem } from './send-problem.ts';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const satisfies readonly HTTPMethods[];

type Served = Map<string, Set<string>>;

/** Remembers what is served from now on. */
export const noteServed = (fastify: FastifyInstance): Served => {
  const served: Served = new Map();
  fastify.addHook('onRoute', ({ url, method }) => {
    const known = served.get(url) ?? new Set<string>();
    served.set(url, new Set([...known, ...[method].flat()]));
  });
  return served;
};

/**
 * RFC 9110, 9.3.7 and 15.5.6: whoever asks what a path knows is told, and whoever uses another method, too.
 * A path with a wildcard stands for many, of which no more is known.
 */
export const answerOtherMethods = (fastify: FastifyInstance, served: Served): void => {
  for (const [url, known] of new Map(served)) {
    if (url.includes('*')) continue;
    const allow = [...known, 'OPTIONS'].toSorted().join(', ');
    if (!known.has('OPTIONS'))
      fastify.options(url, (_request, reply) => reply.status(204).header('allow', allow).send());
    fastify.route({
      method: methods.filter((method) => !known.has(method)),
      url,
      exposeHeadRoute: false,
      // Before the body is looked at: whatever it is, the method is wrong.
      onRequest: async (_request, reply) => {
        await sendProblem(reply.header('allow', allow), 'method-not-allowed');
      },
      handler: (_request, reply) => reply,
    });
  }
};
