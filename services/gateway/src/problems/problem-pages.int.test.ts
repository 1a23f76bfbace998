import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Calls } from '@lethe/bus';
import { fieldCodes } from '@lethe/contracts';
import { pino } from 'pino';
import { problems } from '../api/problems.ts';
import { noSealing } from '../testing/no-sealing.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveHttp, type Edge } from '../http/http-edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await serveHttp({
    calls: {} as Calls,
    logger: pino({ enabled: false }),
    host: '127.0.0.1',
    port: 0,
    mailbox: false,
    sealing: noSealing,
    brand: usualBrand,
    publicKeys: { keys: [] },
  });
});
afterAll(() => edge.stop());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${edge.url}${path}`, { headers });

/** An answer that is not read keeps its connection busy. */
const read = async (path: string) => {
  const answer = await ask(path);
  await answer.arrayBuffer();
  return answer;
};

describe('What the type of a problem leads to (API-2)', () => {
  it.each(Object.keys(problems))('is a page in both languages: %s', async (code) => {
    const pages = await Promise.all(
      ['en', 'zh'].map(async (language) => {
        const answer = await ask(`/problems/${code}`, { 'accept-language': language });
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toContain('text/html');
        const text = await answer.text();
        expect(text).toContain(`<html lang="${language}">`);
        expect(text).toContain(`<code>${code}</code>`);
        return text;
      }),
    );
    expect(pages[0]).not.toBe(pages[1]);
  });

  it('has no script, nothing inline, nothing of another host', async () => {
    const answer = await ask('/problems/invalid-input');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(await answer.text()).not.toMatch(/<script|<style|style=|https?:/);
    expect((await read('/problems/look.css')).headers.get('content-type')).toContain('text/css');
  });

  it('lists every code that a field error can have', async () => {
    const text = await (await ask('/problems/invalid-input')).text();
    expect(fieldCodes.filter((code) => !text.includes(`<code>${code}</code>`))).toEqual([]);
  });

  it('is JSON for who asks for it, with the details', async () => {
    const answer = await ask('/problems/code-wrong', { accept: 'application/json' });
    expect(await answer.json()).toMatchObject({
      code: 'code-wrong',
      status: 403,
      details: { attemptsLeft: { type: 'integer' } },
    });
    const all = (await (await ask('/problems', { accept: 'application/json' })).json()) as { problems: object[] };
    expect(all.problems).toHaveLength(Object.keys(problems).length);
  });

  it('is a list of all at /problems, and nothing for what is no code', async () => {
    const list = await (await ask('/problems')).text();
    expect(Object.keys(problems).filter((code) => !list.includes(`href="/problems/${code}"`))).toEqual([]);
    for (const code of ['none', '__proto__', 'toString', '<b>']) {
      const answer = await ask(`/problems/${encodeURIComponent(code)}`);
      expect([answer.status, await answer.text()]).toEqual([404, expect.not.stringContaining('<b>')]);
    }
  });
});

describe('/docs', () => {
  it('shows the document with what this host has', async () => {
    const answer = await ask('/docs');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:/);
    const text = await answer.text();
    expect(text).not.toMatch(/<script>|<style|https?:/);
    for (const [, path = ''] of text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) expect((await read(path)).status).toBe(200);
  });

  it('and serves nothing else of the viewer', async () => {
    for (const path of ['index.html', 'swagger-ui.js', 'package.json'])
      expect((await ask(`/docs/${path}`)).status).toBe(404);
    for (const path of ['../package.json', '%2e%2e/package.json'])
      expect(await (await ask(`/docs/${path}`)).text()).not.toContain('swagger-ui-dist');
  });
});
