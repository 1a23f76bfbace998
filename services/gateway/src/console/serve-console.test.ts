import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify as newFastify, type FastifyInstance } from 'fastify';
import { answerErrors } from '../http/guards.ts';
import { shownBrand } from '../brand/shown-brand.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveConsole } from './serve-console.ts';

describe('The console (UI-1)', () => {
  const brand = { ...shownBrand(usualBrand), name: `Ada's "R&D" <b>` };
  let folder: string;
  let fastify: FastifyInstance;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-console-'));
    fastify = newFastify();
    answerErrors(fastify, { error: () => {} } as never);
  });

  afterEach(async () => {
    await fastify.close();
    rmSync(folder, { recursive: true });
  });

  const built = async (): Promise<void> => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="LETHE-NONCE"><p nonce="LETHE-NONCE">');
    writeFileSync(join(folder, 'assets/index-1a2b.js'), 'console');
    writeFileSync(join(folder, 'assets/index-1a2b.js.br'), 'small');
    await serveConsole(fastify, brand, folder);
  };

  it('answers every path of its pages with its page, which is never kept', async () => {
    await built();
    for (const url of ['/', '/sign-in?back=%2Ftickets', '/workspaces/4/members', '/v1x']) {
      const { statusCode, headers, body } = await fastify.inject(url);
      expect([url, statusCode, headers['cache-control']]).toEqual([url, 200, 'no-store']);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(body).toContain('csp-nonce');
    }
  });

  it('allows nothing inline and no other host, with a nonce of its own in each answer', async () => {
    await built();
    const nonces = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const { headers, body } = await fastify.inject('/');
      const [, nonce = ''] = /nonce="([^"]+)"/.exec(body) ?? [];
      nonces.add(nonce);
      expect(body).toBe(`<meta property="csp-nonce" nonce="${nonce}"><p nonce="${nonce}">`);
      expect(headers['content-security-policy']).toBe(
        `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      );
    }
    expect([...nonces].filter((nonce) => /^[\w+/]{24}$/.test(nonce))).toHaveLength(3);
  });

  it('carries the brand as a text that is no markup', async () => {
    writeFileSync(join(folder, 'index.html'), '<meta name="brand" content="LETHE-BRAND">');
    await serveConsole(fastify, brand, folder);
    const { body } = await fastify.inject('/');
    const [, content = ''] = /^<meta name="brand" content="([^"<>]*)">$/.exec(body) ?? [];
    const unescaped = content.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    expect(JSON.parse(unescaped.replaceAll('&amp;', '&'))).toEqual(brand);
  });

  it('lets browsers keep its files for ever, compressed where they take it', async () => {
    await built();
    const plain = await fastify.inject('/assets/index-1a2b.js');
    expect(plain.body).toBe('console');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const small = await fastify.inject({ url: '/assets/index-1a2b.js', headers: { 'accept-encoding': 'br' } });
    expect([small.body, small.headers['content-encoding']]).toEqual(['small', 'br']);
  });

  it.each([
    '/v1/nothing',
    '/dev/nothing',
    '/problems/nothing',
    '/docs/nothing',
    '/openapi.json',
    '/assets/index-old.js',
  ])('leaves %s to others: nothing is there', async (url) => {
    await built();
    const { statusCode, headers } = await fastify.inject(url);
    expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  it('never leads out of its folder', async () => {
    await built();
    writeFileSync(join(folder, 'secret'), 'secret');
    for (const url of ['/assets/../secret', '/assets/%2e%2e/secret', '/assets/..%2fsecret'])
      expect((await fastify.inject(url)).body).not.toBe('secret');
  });

  it('says so in one page where it is not built', async () => {
    await serveConsole(fastify, brand, join(folder, 'missing'));
    const { statusCode, body } = await fastify.inject('/sign-in');
    expect(statusCode).toBe(503);
    expect(body).toContain('The console is not built here.');
  });
});
