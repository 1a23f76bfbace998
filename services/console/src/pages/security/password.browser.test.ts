import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Browser } from '../../../../../e2e/src/story/browser.ts';
import { fieldTexts } from '../../problems/field-texts.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { nextMail, signIn, somebody, somebodyWithFactor, type Person } from '../../testing/people.ts';
import { advance, world } from '../../testing/world.ts';
import { passwordTexts } from '../../passwords/passwords.texts.ts';
import { securityTexts } from './texts.ts';

const path = '/settings/security';
const next = 'another horse, another battery';

describeInBrowser('Changing the password (ID-3)', ({ language, openPage }) => {
  jest.setTimeout(120_000);
  const texts = securityTexts[language];
  const hints = passwordTexts[language];
  const current = (page: Page) => page.getByLabel(texts.currentPassword, { exact: true });
  const chosen = (page: Page) => page.getByLabel(texts.newPassword, { exact: true });
  const button = (page: Page) => page.getByRole('button', { name: texts.change, exact: true });
  const code = (page: Page) => page.getByLabel(sessionTexts[language].code, { exact: true });

  const opened = async (as: Person): Promise<Page> => {
    const page = await openPage({ as, path });
    await button(page).click();
    await waitForFocus(current(page));
    return page;
  };
  const give = async (page: Page, { currentPassword, password }: Record<'currentPassword' | 'password', string>) => {
    await current(page).fill(currentPassword);
    await chosen(page).fill(password);
    await page.keyboard.press('Enter');
  };

  it('lets the person in with the new one alone; the other sessions end, and a mail tells (SES-3)', async () => {
    const ada = await somebody();
    const elsewhere = (await signIn({ ...ada, browser: new Browser(world.url) })).browser;
    const page = await opened(ada);
    await page.getByText(texts.othersEndThen(1)).waitFor();
    expect(await current(page).getAttribute('autocomplete')).toBe('current-password');
    expect(await chosen(page).getAttribute('autocomplete')).toBe('new-password');
    expect(await inspect(page, 'security/password')).toEqual([]);
    const mail = await nextMail(ada.browser, ada.email);
    await page.keyboard.type(ada.password);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type(next);
    await page
      .getByText(hints['long-enough']({ kind: 'long-enough', length: next.length, minimum: 15, maximum: 128 }))
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(texts.passwordChanged(ada.email)).waitFor();
    await page.getByText(texts.othersGone(1)).waitFor();
    await waitForFocus(button(page));
    expect(await inspect(page, 'security/password-changed')).toEqual([]);
    expect((await elsewhere.get('/v1/account')).status).toBe(401);
    expect((await ada.browser.get('/v1/account')).status).toBe(200);
    const { email } = ada;
    expect((await elsewhere.post('/v1/sessions', { email, password: ada.password })).status).toBe(403);
    expect((await elsewhere.post('/v1/sessions', { email, password: next })).status).toBe(201);
    await mail(/(.)/);
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(next);
  });

  it('says beside its field what is wrong: nothing typed, not the current one, the same one, one easily guessed (ID-4)', async () => {
    const ada = await somebody();
    const page = await opened(ada);
    const summary = page.getByRole('alert');
    const said = async (text: string): Promise<void> => {
      await summary.getByText(text).waitFor();
      await waitForFocus(summary);
    };
    await page.keyboard.press('Enter');
    await said(texts.enterCurrent);
    await said(hints.enterPassword);
    await give(page, { currentPassword: 'not the password', password: next });
    await said(texts.notCurrent);
    expect(await inspect(page, 'security/password-wrong')).toEqual([]);
    await give(page, { currentPassword: ada.password, password: ada.password });
    await said(fieldTexts[language]['password-unchanged']);
    await give(page, { currentPassword: ada.password, password: 'aaaaaaaaaaaaaaaaaaaa' });
    await said(fieldTexts[language]['password-guessable']);
  });

  it('asks for the second factor where it was not given lately (SES-7)', async () => {
    const grace = await somebodyWithFactor('grace');
    advance(11 * 60_000);
    const page = await opened(grace);
    await give(page, { currentPassword: grace.password, password: next });
    await page.getByText(problemTexts[language]['second-factor-required']).waitFor();
    await code(page).fill(await grace.code());
    expect(await inspect(page, 'security/password-factor')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(texts.passwordChanged(grace.email)).waitFor();
  });
});
