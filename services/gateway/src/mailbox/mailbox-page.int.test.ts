import helmet from '@fastify/helmet';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Unavailable, type Calls } from '@lethe/bus';
import { fastify as newFastify } from 'fastify';
import { pino } from 'pino';
import { answerErrors } from '../http/guards.ts';
import { serveMailbox } from './mailbox-page.ts';

const sentAt = '2026-11-24T08:00:00.000Z';
const text = 'Your code is <b>482913</b>.\n';
const html = `<html><head></head><body><p title="a">Your code is 482913.</p><script>alert('x')</script></body></html>`;
const before = { to: 'ada@example.test', subject: 'Of before', text, sentAt };
const mail = { to: 'ada@example.test', subject: '"Your" <code>', text, html, sentAt };

/** Stands for the bus. */
let answer: () => Promise<unknown> = async () => ({ mails: [before, mail] });
const calls = { ask: () => answer() } as unknown as Calls;
const logged: string[] = [];
const fastify = newFastify({ logger: false });
let url: string;

beforeAll(async () => {
  await fastify.register(helmet, { contentSecurityPolicy: { directives: { 'script-src': ["'none'"] } } });
  answerErrors(fastify, pino({}, { write: (line) => logged.push(line) }));
  serveMailbox(fastify, calls);
  url = `${await fastify.listen({ port: 0, host: '127.0.0.1' })}/dev/mailbox`;
});
afterAll(() => fastify.close());

const page = async () => {
  const response = await fetch(url, { headers: { accept: 'text/html' } });
  return { response, shown: await response.text() };
};
const decoded = (shown: string): string =>
  shown.replaceAll(/&#(\d+);/g, (_whole, point: string) => String.fromCodePoint(Number(point)));

describe('The mailbox page (RUN-1)', () => {
  it('gives programs text and HTML, and text alone of a mail that has no more', async () => {
    expect(await (await fetch(url)).json()).toEqual({ mails: [before, mail] });
  });

  it('shows people both, newest first, as what they are', async () => {
    const { shown } = await page();
    expect([...shown.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, subject = '']) => decoded(subject))).toEqual([
      '"Your" <code>',
      'Of before',
    ]);
    expect(shown.match(/<iframe /g)).toHaveLength(1);
    const [, source = ''] = /srcdoc="([^"]*)"/.exec(shown) ?? [];
    expect(decoded(source)).toBe(html.replace('<head>', '<head><base target="_blank">'));
    expect(shown).toContain('<pre>Your code is &#60;b&#62;482913&#60;/b&#62;.\n</pre>');
    expect(shown).not.toContain('<script');
  });

  it('lets nothing run and nothing be fetched: the frame is sandboxed, its policy is that of the page', async () => {
    const { response, shown } = await page();
    expect(/ sandbox="([^"]*)"/.exec(shown)?.[1]).toBe('allow-popups allow-popups-to-escape-sandbox');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('asks to be asked again while notification is away, and alarms nobody (L1)', async () => {
    answer = () => Promise.reject(new Unavailable('mailbox'));
    const response = await fetch(url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(logged).toEqual([]);
  });
});
