import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './send-problem.ts';

/**
 * RFC 9110, 9.3.7 and 15.5.6: whoever asks what a path knows is told, and whoever uses another method, whatever it is,
 * too; before the body is looked at. `/v1/sessions/current` is one path, and never a session of that name.
 */
export const answerOtherMethods = (fastify: FastifyInstance): void => {
  const served = new Map<string, Readonly<{ pattern: RegExp; methods: Set<string> }>>();
  fastify.addHook('onRoute', ({ url, method }) => {
    // Of what a wildcard stands for no more is known.
    if (url.includes('*')) return;
    const { pattern, methods } = served.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    served.set(url, { pattern, methods: new Set([...methods, ...[method].flat()]) });
  });
  const methodsOf = ({ url, is404 }: FastifyRequest): ReadonlySet<string> | undefined => {
    const [path = ''] = url.split('?');
    return (
      served.get(path)?.methods ??
      (is404 ? [...served.values()].find(({ pattern }) => pattern.test(path))?.methods : undefined)
    );
  };
  fastify.addHook('onRequest', async (request, reply) => {
    const methods = methodsOf(request);
    if (methods !== undefined && !methods.has(request.method)) await answer(reply, methods);
  });
};

const answer = (reply: FastifyReply, methods: ReadonlySet<string>): FastifyReply => {
  void reply.header('allow', [...methods, 'OPTIONS'].toSorted().join(', '));
  return reply.request.method === 'OPTIONS' ? reply.status(204).send() : sendProblem(reply, 'method-not-allowed');
};

const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/:\w+/g, '[^/]+')}$`);
