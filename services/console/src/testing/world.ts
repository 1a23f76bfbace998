import { readFileSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { World } from '../../../../e2e/src/story/person.ts';

const environment = JSON.parse(process.env['LETHE_TEST_ENVIRONMENT'] ?? '{}') as Readonly<Record<string, string>>;
const clockFile = environment['LETHE_CLOCK_FILE'] ?? '';

/** How far the services' clock is ahead: what an earlier file of tests advanced stays. */
const aheadMs = (): number => Number.parseInt(readFileSync(clockFile, 'utf8').slice(1), 10) * 1000;

/** The system that all browser tests share (jest.browser.mjs). */
export const world: World = {
  url: process.env['LETHE_TEST_URL'] ?? '',
  now: () => Date.now() + aheadMs(),
};

/** Every service's clock goes ahead by this much, for all tests that follow. The browser's own clock stays. */
export const advance = (milliseconds: number): void => {
  writeFileSync(clockFile, `+${String(Math.round((aheadMs() + milliseconds) / 1000))}s`);
};

/** Runs the command line on a system, and gives what it printed. */
export const commandOn =
  (variables: Readonly<Record<string, string>>) =>
  async (...words: readonly string[]): Promise<string> => {
    const lethe = join(import.meta.dirname, '../../../../cli/dist/lethe.js');
    const { stdout } = await promisify(execFile)(process.execPath, [lethe, ...words], {
      env: { PATH: process.env['PATH'], ...variables },
    });
    return stdout;
  };

/** On the system that all browser tests share. */
export const command = commandOn(environment);
