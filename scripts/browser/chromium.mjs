import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .concat(elsewhere)
    .find((file) => existsSync(file));

const apt = (...args) => spawnSync('apt-get', ['-qq', ...args], { encoding: 'utf8', timeout: 240_000 }).status === 0;

/** With a font for Chinese. Lists may be missing or stale: then they are renewed once. */
const install = () => {
  const packages = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'];
  return apt(...packages) || (apt('update') && apt(...packages));
};

const mayInstall = () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

/**
 * The Chromium of this machine: LETHE_CHROMIUM, else PATH, else, as root of Debian or Ubuntu, its package.
 * @returns its file, or why there is none and what to do
 */
export const findChromium = () => {
  const file = process.env.LETHE_CHROMIUM ?? onPath();
  if (file !== undefined) return { file };
  if (mayInstall()) {
    console.log('Installing Chromium for the browser tests (once) …');
    if (install()) return { file: onPath() };
  }
  return {
    missing: 'no Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk) or name it by LETHE_CHROMIUM',
  };
};

/** Nothing of it talks to the network by itself; as root it runs without its own sandbox. */
export const chromiumFlags = () => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
