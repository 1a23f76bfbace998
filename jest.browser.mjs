// One whole system and one Chromium for all browser tests: everything in one process, as `npm start` runs it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from './scripts/browser/chromium.mjs';
import { buildConsole } from './scripts/console/build.mjs';
import { findNats, startNats } from './scripts/nats.mjs';
import { freePort } from './scripts/ports.mjs';
import { startPostgres } from './scripts/postgres.mjs';
import { startServices } from './scripts/start/services.mjs';

const root = import.meta.dirname;

const startSystem = async (directory) => {
  const binary = await findNats(join(root, '.lethe/cache'));
  const [postgres, nats, port] = await Promise.all([
    startPostgres({ directory: join(directory, 'postgres'), durable: false }),
    startNats({ binary, directory: join(directory, 'nats') }),
    freePort(),
    buildConsole(),
  ]);
  const url = `http://localhost:${port}`;
  const clock = join(directory, 'clock');
  writeFileSync(clock, '+0s');
  const environment = {
    LETHE_POSTGRES_URL: postgres.url,
    LETHE_NATS_URL: nats.url,
    LETHE_HTTP_PORT: String(port),
    LETHE_PUBLIC_URL: url,
    LETHE_DATA: join(directory, 'data'),
    LETHE_MODE: 'test',
    LETHE_CLOCK_FILE: clock,
  };
  const program = join(root, 'cli/dist/lethe.js');
  const services = await startServices({ program, environment, log: join(directory, 'services.log') });
  const stop = async () => {
    await services.stop();
    await Promise.all([nats.stop(), postgres.stop()]);
    postgres.discard();
  };
  return { url, environment, stop };
};

export default async () => {
  const { file, missing } = findChromium();
  if (file === undefined) {
    process.stdout.write(`The browser tests are skipped: ${missing}.\n`);
    process.env.LETHE_TEST_NO_BROWSER = missing;
    return;
  }
  const directory = mkdtempSync(join(tmpdir(), `lethe-test-${process.pid}-`));
  const [system, browser] = await Promise.all([
    startSystem(directory),
    chromium.launchServer({ executablePath: file, args: chromiumFlags() }),
  ]);
  process.env.LETHE_TEST_URL = system.url;
  process.env.LETHE_TEST_ENVIRONMENT = JSON.stringify(system.environment);
  process.env.LETHE_TEST_BROWSER = browser.wsEndpoint();
  globalThis.stopBrowserTests = async () => {
    await browser.close();
    await system.stop();
    rmSync(directory, { recursive: true, force: true });
  };
};
