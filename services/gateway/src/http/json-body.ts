import { invalidField, type InvalidField } from '@lethe/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keyGivenTwice } from './json-keys.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The body is JSON, and yet not as it should be. */
export class InvalidBody extends Error {
  override readonly name = 'InvalidBody';
  constructor(readonly errors: readonly InvalidField[]) {
    super('The body is not as it should be.');
  }
}

type Done = (error: Error | null, body?: unknown) => void;

/**
 * JSON, and nothing else, for a body. It is UTF-8 (RFC 8259): other bytes are refused, not replaced, or two passwords
 * would be one. Keys that reach for a prototype, and keys given twice, are refused. Many a client names the type and
 * sends nothing: that is no body.
 */
export const acceptJson = (fastify: FastifyInstance): void => {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const read = (request: FastifyRequest, text: string, done: Done): void => {
    void parse(request, text, (error, body: unknown) => {
      if (error !== null) return done(error);
      const twice = keyGivenTwice(text);
      done(twice === undefined ? null : new InvalidBody([invalidField(twice, 'given-twice')]), body);
    });
  };
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = textOf(body);
    if (text === undefined) done(new SyntaxError('The body is not UTF-8.'));
    else if (text === '') done(null, undefined);
    else read(request, text, done);
  });
};

const textOf = (body: Buffer): string | undefined => {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
};
