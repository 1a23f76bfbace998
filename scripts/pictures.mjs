// `npm run pictures`: makes the pictures of the README, docs/pictures/*.png, of a system of its own that `npm run demo` filled.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { closeWorkspace, createWorkspace, firstWorkspace } from '../e2e/src/story/workspaces.ts';
import { reached } from '../e2e/src/story/cancelling.ts';
import { fillDesk, leaveWithTicket } from '../e2e/src/story/demonstration.ts';
import { register, signIn, staffMember } from '../e2e/src/story/person.ts';
import { closeByStaff, submitTicket } from '../e2e/src/story/tickets.ts';
import { chromiumFlags, findChromium } from './browser/chromium.mjs';
import { startSystem } from './browser/system.mjs';
import { Trouble } from './trouble.mjs';

const folder = join(import.meta.dirname, '../docs/pictures');
const lethe = join(import.meta.dirname, '../cli/dist/lethe.js');
const size = { width: 1280, height: 860 };

const cookiesOf = ({ browser }) =>
  ['__Host-lethe-session', '__Host-lethe-browser'].map((name) => ({
    name,
    value: browser.cookie(name) ?? '',
    domain: 'localhost',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Strict',
  }));

/** A name that reads well on a picture. */
const somebody = async (world, username) =>
  signIn(
    await register(world, {
      email: `${username.split(' ')[0].toLowerCase()}@example.org`,
      username,
      password: 'a gear, a mill, a store of numbers',
    }),
  );

const administrator = async (world, environment) => {
  const email = 'grace@example.org';
  const { stdout } = await promisify(execFile)(process.execPath, [lethe, 'admin', 'invite', email], {
    env: { PATH: process.env.PATH, ...environment },
  });
  const who = { email, username: 'Grace Hopper', password: 'a moth in relay number seventy' };
  return staffMember(world, who, /#(\S+)/.exec(stdout)?.[1] ?? '');
};

/** Opens a page as somebody, does what leads to the picture, and takes it. */
const picturing =
  (browser, url) =>
  async (name, { as, path, scheme = 'light', lead = async () => {}, height }) => {
    const viewport = { ...size, height: height ?? size.height };
    const context = await browser.newContext({ baseURL: url, viewport, colorScheme: scheme, reducedMotion: 'reduce' });
    context.setDefaultTimeout(20_000);
    if (as !== undefined) await context.addCookies(cookiesOf(as));
    const page = await context.newPage();
    await page.goto(path);
    await lead(page);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
    console.log(`docs/pictures/${name}.png`);
  };

const take = async ({ url, environment }, browser) => {
  const world = { url, now: Date.now };
  const picture = picturing(browser, url);
  const [ada, owner, staff] = await Promise.all([
    somebody(world, 'Ada Lovelace'),
    somebody(world, 'Charles Babbage'),
    administrator(world, environment),
  ]);
  const workspaceId = await createWorkspace(owner, 'Analytical Engine');
  await fillDesk(owner, staff, workspaceId, () => {});
  const first = await firstWorkspace(ada);
  await submitTicket(ada, first.workspaceId, 'Gear 7', 'It sticks.');
  await closeWorkspace(ada, first);

  await picture('cancel-account', {
    as: ada,
    path: '/cancel/verify',
    height: 1180,
    lead: async (page) => {
      await page.getByLabel('Password', { exact: true }).fill(ada.password);
      await page.getByRole('button', { name: 'Verify', exact: true }).click();
      await page.getByRole('link', { name: 'Go on' }).click();
      await page.getByRole('heading', { level: 1, name: 'What will happen' }).waitFor();
    },
  });

  const { person, confirmed } = await leaveWithTicket(world, () => {});
  const { tickets } = (await staff.browser.get('/v1/staff/tickets?state=waiting-for-assignment&limit=200')).body;
  await picture('cancellation', {
    as: staff,
    path: `/admin/cancellations/${person.accountId}`,
    scheme: 'dark',
    height: 1180,
    lead: (page) => page.getByRole('img').first().waitFor(),
  });
  for (const { ticketId, submitter } of tickets) if (submitter === null) await closeByStaff(staff, ticketId);
  await reached(world, confirmed, 'completed');
  await picture('certificate', { path: confirmed.statusUrl, height: 1180 });
};

const { file, missing } = findChromium();
if (file === undefined) throw new Trouble(`The pictures need a browser: ${missing}.`, 'Then run it again.');
mkdirSync(folder, { recursive: true });
const directory = mkdtempSync(join(tmpdir(), 'lethe-pictures-'));
const [system, browser] = await Promise.all([
  startSystem(directory, { LETHE_LOG_LEVEL: 'warn' }),
  chromium.launch({ executablePath: file, args: chromiumFlags() }),
]);
try {
  await take(system, browser);
} finally {
  await browser.close();
  await system.stop();
  rmSync(directory, { recursive: true, force: true });
}
