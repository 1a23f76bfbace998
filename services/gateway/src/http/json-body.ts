import type { FastifyInstance } from 'fastify';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * JSON, and nothing else, for a body. It is UTF-8 (RFC 8259): other bytes are refused, not replaced, or two passwords
 * would be one. Keys that reach for a prototype are refused. Many a client names the type and sends nothing: that is no body.
 */
export const acceptJson = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = textOf(body);
    if (text === undefined) done(new SyntaxError('The body is not UTF-8.'));
    else if (text === '') done(null, undefined);
    else void parse(request, text, done);
  });
};

const textOf = (body: Buffer): string | undefined => {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
};
