// How long until somebody can use the console on a slow machine: nothing cached, the processor throttled four times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../scripts/browser/chromium.mjs';
import { startSystem } from '../../scripts/browser/system.mjs';

const throttled = 4;

/** From the start of the navigation until what is typed into the first field stands there. */
const visit = async (browser, url) => {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttled });
  const began = performance.now();
  await page.goto('/sign-in', { waitUntil: 'commit' });
  const email = page.locator('input[name="email"]');
  await email.pressSequentially('a');
  await page.waitForFunction(() => document.querySelector('input[name="email"]')?.value === 'a');
  const took = performance.now() - began;
  await context.close();
  return took;
};

/** Milliseconds of each visit, or undefined where there is no browser. */
export const firstVisits = async (rounds) => {
  const { file } = findChromium();
  if (file === undefined) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'lethe-bench-console-'));
  const [system, browser] = await Promise.all([
    startSystem(directory, { LETHE_LOG_LEVEL: 'warn' }),
    chromium.launch({ executablePath: file, args: chromiumFlags() }),
  ]);
  try {
    await visit(browser, system.url); // the first of all warms the gateway, not the browser: each visit has its own cache
    const took = [];
    for (let round = 0; round < rounds; round += 1) took.push(await visit(browser, system.url));
    return took;
  } finally {
    await browser.close();
    await system.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};
