import { expect, it, jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { Browser, expectStatus } from '../../../../../e2e/src/story/browser.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { somebody, type Person } from '../../testing/people.ts';
import { securityTexts } from './texts.ts';

const path = '/settings/security';

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'lethe-backup/2.1 (a-program-that-nobody-knows)',
] as const;

/** The same person, signed in from somewhere else. */
const elsewhere = async (person: Person, userAgent: string): Promise<Person> => {
  const browser = new Browser(person.world.url);
  const { email, password } = person;
  const { status } = await browser.request('POST', '/v1/sessions', {
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), 'user-agent': userAgent },
    body: JSON.stringify({ email, password }),
  });
  expectStatus({ status, body: {} }, 201);
  return { ...person, browser };
};

const isLive = async ({ browser }: Person): Promise<boolean> => (await browser.get('/v1/account')).status === 200;

describeInBrowser('Security Settings: sessions', ({ language, openPage }) => {
  jest.setTimeout(120_000);
  const texts = securityTexts[language];

  const items = (page: Page): Locator => page.getByRole('region', { name: texts.sessions }).getByRole('listitem');
  const focused = (page: Page, what: Locator): Promise<void> => what.and(page.locator(':focus')).waitFor();

  it('shows where one is signed in, this one first; ends one, then all others, and they are over (SES-3, SES-5)', async () => {
    const ada = await somebody();
    const others: Person[] = [];
    for (const agent of agents) others.push(await elsewhere(ada, agent));
    const page = await openPage({ as: ada, path });
    await items(page).nth(3).waitFor();
    await page.getByText(texts.browserOn('Firefox', 'Windows')).waitFor();
    await page.getByText(texts.browserOn('Safari', 'iOS')).waitFor();
    await page.getByText('lethe-backup').waitFor();
    await eventually(async () => expect(await items(page).first().getByText(texts.thisOne).count()).toBe(1));
    expect(await inspect(page, 'security/sessions')).toEqual([]);
    await items(page).nth(1).getByRole('time').first().focus();
    await eventually(async () => expect(await page.getByRole('tooltip').innerText()).toMatch(/20\d\d/));

    const [firefox, phone] = others as [Person, Person, Person];
    const open = await openPage({ as: phone, path });
    await items(open).nth(3).waitFor();
    await items(open).first().getByText(texts.browserOn('Safari', 'iOS')).waitFor();

    const ofFirefox = items(page).filter({ hasText: 'Firefox' });
    await ofFirefox.getByRole('button').dblclick();
    await ofFirefox.getByText(texts.ended).waitFor();
    await focused(page, ofFirefox.getByText(texts.ended));
    await eventually(async () => expect(await isLive(firefox)).toBe(false));
    await eventually(async () => expect(await isLive(phone)).toBe(true));
    expect(await inspect(page, 'security/session-ended')).toEqual([]);
    await page.getByRole('button', { name: texts.refresh }).click();

    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/end-others')) sent.push(request.url());
    });
    await page.getByRole('button', { name: texts.endOthers(2) }).dblclick();
    await page.getByText(texts.othersEnded(2)).waitFor();
    await page.getByText(texts.onlyThis).waitFor();
    expect(sent).toHaveLength(1);
    await eventually(async () => expect(await items(page).count()).toBe(1));
    expect(await Promise.all(others.map(isLive))).toEqual([false, false, false]);
    await eventually(async () => expect(await isLive(ada)).toBe(true));
    expect(await inspect(page, 'security/others-ended')).toEqual([]);

    await open.getByRole('button', { name: texts.refresh }).click();
    await open.getByRole('dialog', { name: sessionTexts[language].sessionOver }).waitFor();
  });

  it('says so where one was over already, and keeps the list where it cannot be read again', async () => {
    const ada = await somebody();
    const other = await elsewhere(ada, agents[0]);
    const page = await openPage({ as: ada, path });
    await items(page).nth(1).waitFor();
    expectStatus(await other.browser.send('DELETE', '/v1/sessions/current'), 204);
    await items(page).nth(1).getByRole('button').click();
    await items(page).nth(1).getByText(texts.endedAlready).waitFor();

    await page.route('**/v1/sessions?*', (route) => route.abort());
    await page.getByRole('button', { name: texts.refresh }).click();
    await page.getByRole('alert').waitFor();
    await eventually(async () => expect(await items(page).count()).toBe(2));
    expect(await inspect(page, 'security/sessions-unread')).toEqual([]);
  });
});
