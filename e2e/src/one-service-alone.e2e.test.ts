import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '@lethe/contracts';

const root = join(import.meta.dirname, '../..');

/** Runs in the process before anything of ours, and writes down what that one loads, by whichever way. */
const noting = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { appendFileSync } from 'node:fs';
  registerHooks({ load: (url, context, next) => {
    appendFileSync(process.env.LETHE_TEST_LOADED, url + '\\n');
    return next(url, context);
  } });
`)}`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-loaded-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Which services' files a program loads before it finds that no setting is made; and what it says then. */
const loadedBy = async (program: string, ...words: readonly string[]) => {
  const list = join(folder, words.length === 0 ? program.replaceAll('/', '-') : words.join('-'));
  const said = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      ['--import', noting, join(root, program), ...words],
      // An empty folder, so that no system that runs here is found.
      { cwd: folder, env: { LETHE_TEST_LOADED: list } },
      (_error, _stdout, stderr) => resolve(stderr),
    );
  });
  const services = readFileSync(list, 'utf8')
    .split('\n')
    .flatMap((url) => /\/services\/([^/]+)\/dist\//.exec(url)?.[1] ?? []);
  return { said, services: [...new Set(services)].toSorted() };
};

describe('One service alone (P3)', () => {
  it.each([...serviceNames])('%s, by its own main, loads no other service', async (name) => {
    const { said, services } = await loadedBy(`services/${name}/dist/main.js`);
    expect(said).toContain(`${name} cannot start with these settings`);
    expect(services).toEqual([name]);
  });

  it('by name, as many as are asked for, loads those', async () => {
    const { said, services } = await loadedBy('cli/dist/lethe.js', 'run', 'mfa', 'session');
    expect(said).toContain('session cannot start with these settings');
    expect(services).toEqual(['mfa', 'session']);
  });
});
