// One whole system and one Chromium for all browser tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from './scripts/browser/chromium.mjs';
import { startSystem } from './scripts/browser/system.mjs';

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
