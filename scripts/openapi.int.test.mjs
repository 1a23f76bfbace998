import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'lethe-openapi-'));
const execute = promisify(execFile);
const script = (name, ...words) =>
  execute(process.execPath, ['--conditions=lethe:source', join(root, 'scripts', name), ...words]);

beforeAll(() => script('openapi.mjs', join(folder, 'openapi.json'), join(folder, 'client')), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesBelow = (path) =>
  Object.fromEntries(
    readdirSync(path, { recursive: true })
      .toSorted()
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => [name, readFileSync(join(path, name), 'utf8')]),
  );

describe('What is made from the route table (API-3)', () => {
  it('is current: docs/openapi.json (npm run openapi)', () => {
    const written = readFileSync(join(root, 'docs/openapi.json'), 'utf8');
    expect(written === readFileSync(join(folder, 'openapi.json'), 'utf8')).toBe(true);
  });

  it("is current: the console's client (npm run openapi)", () => {
    const written = filesBelow(join(root, 'services/console/src/api/generated'));
    const made = filesBelow(join(folder, 'client'));
    expect(Object.keys(written)).toEqual(Object.keys(made));
    expect(Object.keys(made).filter((name) => made[name] !== written[name])).toEqual([]);
  });

  it("passes Redocly's recommended rules, which do find what is wrong (npm run openapi:lint)", async () => {
    const { stdout } = await script('lint-openapi.mjs');
    expect(stdout).toContain(': 0 findings');
    const broken = join(folder, 'broken.json');
    const document = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'));
    delete document.paths['/v1/sessions'].post.operationId;
    writeFileSync(broken, JSON.stringify(document));
    await expect(script('lint-openapi.mjs', broken)).rejects.toMatchObject({
      stderr: expect.stringContaining('operation-operationId'),
    });
  }, 60_000);
});
