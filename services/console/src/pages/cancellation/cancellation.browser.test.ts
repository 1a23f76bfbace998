import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { expectStatus } from '../../../../../e2e/src/story/browser.ts';
import { agreements, confirm, reached, verify, type Confirmed } from '../../../../../e2e/src/story/cancelling.ts';
import { register, type World } from '../../../../../e2e/src/story/person.ts';
import { closeWorkspace } from '../../../../../e2e/src/story/workspaces.ts';
import { startSystem } from '../../../../../scripts/browser/system.mjs';
import { problemTexts } from '../../problems/problem-texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { administrator, firstWorkspace, nextMail, signIn, stranger, type Person } from '../../testing/people.ts';
import { command, commandOn, world } from '../../testing/world.ts';
import type { Status } from './moments.ts';
import { stoppingTexts } from './stopping.texts.ts';
import { cancellationTexts } from './texts.ts';

const holdBackDays = 3;
const dayMs = 86_400_000;
const statusPath = '**/v1/cancellations/status';

const leaver = async (of: World): Promise<Person> => {
  const ada = await signIn(await register(of, stranger('ada')));
  await closeWorkspace(ada, await firstWorkspace(ada));
  return ada;
};

const cancelled = async (ada: Person): Promise<Confirmed> => {
  const [grant, agreed] = [await verify(ada), await agreements(ada)];
  return expectStatus(await confirm(ada.browser, grant, agreed), 202);
};

const linkOf = ({ statusUrl }: Confirmed): string => statusUrl.slice(new URL(statusUrl).origin.length);

describeInBrowser('The page of a cancellation', ({ language, openPage }) => {
  const texts = cancellationTexts[language];

  it('shows the certificate as a document, verified here, to print, keep and verify elsewhere (CAN-11)', async () => {
    const ada = await leaver(world);
    const mail = await nextMail(ada.browser, ada.email);
    const confirmed = await cancelled(ada);
    const page = await openPage({ path: '/sign-in' });
    const asked: string[] = [];
    const marks = new Set<string | undefined>();
    page.on('request', (request) => {
      asked.push(request.url());
      if (request.url().endsWith('/status')) marks.add(request.headers()['lethe-background']);
    });
    await page.goto(linkOf(confirmed));
    await page.getByText(texts['is-completed']).waitFor({ timeout: 40_000 });
    await page.getByText(texts.holds).waitFor();
    for (const check of ['signature', 'kind', 'participants', 'order', 'keys-destroyed'] as const)
      expect(
        await page
          .getByRole('listitem')
          .filter({ hasText: texts[`check-${check}`] })
          .innerText(),
      ).toContain(texts.yes);
    expect(await inspect(page, 'cancellation/completed')).toEqual([]);
    expect(asked.filter((url) => url.includes(confirmed.statusToken))).toEqual([]);
    expect([...marks]).toEqual(['1']);

    const salt = await mail(/--salt=(\S+?)[`"\s]*$/m);
    await page.getByLabel(texts.email).fill(ada.email.toUpperCase());
    await page.getByLabel(texts.salt).fill(salt);
    await page.getByRole('button', { name: texts.check }).click();
    await page.getByText(texts.isYours).waitFor();
    await page.getByLabel(texts.email).fill('bob@example.org');
    await page.getByRole('button', { name: texts.check }).click();
    await page.getByText(texts.isNotYours).waitFor();
    expect(await inspect(page, 'cancellation/address')).toEqual([]);

    const folder = mkdtempSync(join(tmpdir(), 'lethe-certificate-'));
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: texts.downloadSigned }).click(),
    ]);
    const file = join(folder, saved.suggestedFilename());
    await saved.saveAs(file);
    expect(file.endsWith('certificate.json')).toBe(true);
    expect(await command('certificate', 'verify', file, '--keys', `${world.url}/.well-known/jwks.json`)).toContain(
      'The certificate holds.',
    );
    rmSync(folder, { recursive: true });

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await eventually(async () => expect(await page.getByRole('button', { name: texts.print }).isVisible()).toBe(false));
    await eventually(async () => expect(await page.getByText(texts.keysInBackUpsUntil).isVisible()).toBe(true));
    await page.screenshot({ path: '.lethe/screenshots/cancellation/printed.png', fullPage: true });
  }, 120_000);

  it('names the check that does not hold in a certificate that was changed (CAN-11)', async () => {
    const confirmed = await cancelled(await leaver(world));
    await reached(world, confirmed, 'completed', 40_000);
    const page = await openPage({ path: '/sign-in' });
    await page.route(statusPath, async (route) => {
      const response = await route.fetch();
      const status = (await response.json()) as Status;
      const [header, claims, signature] = (status.certificate ?? '').split('.');
      const statement = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) as Record<string, unknown>;
      const changed = Buffer.from(JSON.stringify({ ...statement, accountId: 'another' })).toString('base64url');
      await route.fulfill({ response, json: { ...status, certificate: `${header}.${changed}.${signature}` } });
    });
    await page.goto(linkOf(confirmed));
    await page.getByText(texts.doesNotHold).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: texts['check-signature'] }).innerText()).toContain(
      texts.no,
    );
    expect(await inspect(page, 'cancellation/changed')).toEqual([]);
  }, 90_000);

  it('says what to do with a link that is not whole, and with one that leads nowhere', async () => {
    const page = await openPage({ path: '/cancellation' });
    await page.getByText(texts.noLink).waitFor();
    expect(await inspect(page, 'cancellation/no-link')).toEqual([]);
    await page.goto('/cancellation#ca5e0000-0000-4000-8000-000000000000.nothing');
    await page.getByText(problemTexts[language]['cancellation-unknown']).waitFor();
    expect(await inspect(page, 'cancellation/unknown')).toEqual([]);
  });
});

describeInBrowser('The page of a cancellation with a hold-back', ({ language, openPage }) => {
  const texts = cancellationTexts[language];
  const stopTexts = stoppingTexts[language];
  let directory: string;
  let system: Awaited<ReturnType<typeof startSystem>>;
  let own: World;
  let aheadMs = 0;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'lethe-hold-back-'));
    system = await startSystem(directory, { LETHE_HOLD_BACK_DAYS: String(holdBackDays) });
    own = { url: system.url, now: () => Date.now() + aheadMs };
  }, 120_000);
  afterAll(async () => {
    await system.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  /** States that last for milliseconds: the answer of the server as it was then. */
  const asItWas = (changes: Partial<Status>) => async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as Status), ...changes } });
  };
  const shows = async (page: Page, state: Status['state']): Promise<void> => {
    await page.getByText(texts[`is-${state}`]).first().waitFor({ timeout: 40_000 });
    expect(await inspect(page, `cancellation/${state}`)).toEqual([]);
  };

  it('tells each state: requested, locked until when, withdrawn and why (CAN-7a, U1)', async () => {
    const grace = await administrator(own, commandOn(system.environment));
    const ada = await leaver(own);
    const confirmed = await cancelled(ada);
    const page = await openPage({ url: own.url, path: '/sign-in' });
    await page.route(statusPath, asItWas({ state: 'requested', lockedAt: null }));
    await page.goto(linkOf(confirmed));
    await shows(page, 'requested');
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByText(texts['held-back']).waitFor();
    await page
      .getByText(/final on|生效/)
      .first()
      .waitFor();
    expect(await inspect(page, 'cancellation/locked')).toEqual([]);

    const stop = { reason: 'asked-by-person' };
    expectStatus(await grace.browser.post(`/v1/staff/cancellations/${ada.accountId}/stop`, stop), 204);
    await reached(own, confirmed, 'withdrawn');
    await page.reload();
    await page.getByText(texts['because-stopped-by-staff']).waitFor();
    await shows(page, 'withdrawn');
  }, 120_000);

  it('stops it for whoever holds the mailed link and reads the mailed code; one signs in again (CAN-7a, X1)', async () => {
    const ada = await leaver(own);
    const linkMail = await nextMail(ada.browser, ada.email);
    const confirmed = await cancelled(ada);
    const link = await linkMail(/(\/cancellation#[\w-]+\.[\w-]+\.[\w-]+)/);
    expect(link.startsWith(`${linkOf(confirmed)}.`)).toBe(true);
    const page = await openPage({ url: own.url, path: '/sign-in' });
    await page.goto(linkOf(confirmed));
    await page.getByText(texts['held-back']).waitFor();
    expect(await page.getByRole('heading', { name: stopTexts.title }).count()).toBe(0);
    await page.goto('/sign-in');
    await page.goto(link);
    await page.getByLabel(stopTexts['made-by-somebody-else']).check();
    expect(await inspect(page, 'cancellation/stop')).toEqual([]);
    const codeMail = await nextMail(ada.browser, ada.email);
    await page.getByRole('button', { name: stopTexts.sendCode }).click();
    const code = await codeMail(/\b(\d{6})\b/);
    await page.getByText(stopTexts.sent).waitFor();
    expect(await inspect(page, 'cancellation/stop-code')).toEqual([]);
    const typing = async (digits: string): Promise<void> => {
      await page.locator('input[inputmode=numeric]').first().focus();
      await page.keyboard.type(digits);
    };
    await typing(code === '000000' ? '000001' : '000000');
    await page
      .getByText(/This is not the code|验证码不正确/)
      .first()
      .waitFor();
    await typing(code);
    await page.getByText(texts['because-stopped-by-person']).waitFor();
    await reached(own, confirmed, 'withdrawn');
    expect(await inspect(page, 'cancellation/stopped')).toEqual([]);
    expectStatus(await ada.browser.get('/v1/account'), 401);
    await eventually(async () => void (await signIn(ada)));
  }, 120_000);

  it('becomes final when the hold-back is over, and clears (CAN-7a, U1)', async () => {
    const confirmed = await cancelled(await leaver(own));
    await expect(reached(own, confirmed, 'final', 500)).rejects.toThrow('not final');
    aheadMs = holdBackDays * dayMs + 60_000;
    writeFileSync(system.environment.LETHE_CLOCK_FILE, `+${String(aheadMs / 1000)}s`);
    await reached(own, confirmed, 'completed', 60_000);
    const page = await openPage({ url: own.url, path: '/sign-in' });
    const untilFinal = { state: 'final', clearedAt: null, certifiedAt: null, completedAt: null } as const;
    await page.route(statusPath, asItWas({ ...untilFinal, certificate: null }));
    await page.goto(linkOf(confirmed));
    await shows(page, 'final');
    await page.unrouteAll({ behavior: 'wait' });
    await page.getByText(texts.holds).waitFor();
  }, 150_000);
});
