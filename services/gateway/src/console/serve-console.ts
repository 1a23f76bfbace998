import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ShownBrand } from '../brand/shown-brand.ts';
import { pagePolicy } from './page-policy.ts';

/** Where `npm start` builds it: beside this service. */
const builtConsole = join(import.meta.dirname, '../../../console/dist');

/** What is no page of the console, and never becomes one: a program that mistypes a path of these is told so. */
const notOfConsole = /^\/(v1|brand|dev|docs|problems|assets|openapi\.json|\.well-known|livez|readyz)(\/|\?|$)/;

const reads = new Set(['GET', 'HEAD']);

const nonceHere = 'LETHE-NONCE';
const brandHere = 'LETHE-BRAND';

const inAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The console: its files, named by their content, are kept by browsers for ever; its page answers wherever nothing else
 * does, since the console itself knows which pages there are. It carries the brand, so that no other is seen before.
 */
export const serveConsole = async (
  fastify: FastifyInstance,
  brand: ShownBrand,
  folder = builtConsole,
): Promise<void> => {
  if (existsSync(join(folder, 'assets')))
    await fastify.register(files, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
      decorateReply: false,
    });
  const branded = inAttribute(JSON.stringify(brand));
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || !reads.has(request.method) || notOfConsole.test(request.url)) return undefined;
    const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    if (page === undefined) return sendNotBuilt(reply);
    const ofBrand = page.replace(brandHere, () => branded);
    return sendPage(reply, ofBrand);
  });
};

const sendPage = (reply: FastifyReply, page: string): FastifyReply => {
  const nonce = randomBytes(18).toString('base64');
  return headed(reply, nonce).send(page.replaceAll(nonceHere, nonce));
};

const headed = (reply: FastifyReply, nonce: string): FastifyReply =>
  reply
    .headers({
      'content-security-policy': pagePolicy(nonce),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8');

const sendNotBuilt = (reply: FastifyReply): FastifyReply =>
  headed(reply.status(503), randomBytes(18).toString('base64')).send(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Lethe</title>
<p>The console is not built here. <code>npm start</code> builds it; the HTTP API works without it.</p>
</html>
`);
