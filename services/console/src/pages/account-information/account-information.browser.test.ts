import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { stateTexts } from '../../states/states.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { signIn, signOut, somebody, type Person } from '../../testing/people.ts';
import { accountInformationTexts } from './texts.ts';

const path = '/settings/user-information';

describeInBrowser('User Information', ({ language, openPage }) => {
  const texts = accountInformationTexts[language];

  const usernameOf = async ({ browser }: Person): Promise<string> =>
    (await browser.get<{ username: string }>('/v1/account')).body.username;

  const openForm = async (as: Person): Promise<Page> => {
    const page = await openPage({ as, path });
    await page.getByRole('button', { name: texts.changeUsername }).click();
    return page;
  };

  it('changes the username in a panel below its row, and says what it is now beside it (ID-3)', async () => {
    const ada = await somebody();
    const page = await openForm(ada);
    const field = page.getByLabel(texts.newUsername);
    await waitForFocus(field);
    expect(await inspect(page, 'account-information/username')).toEqual([]);
    await field.fill('  爱达 👩‍🚀  ');
    await page.getByRole('button', { name: texts.save }).click();
    await page.getByRole('status').getByText(texts.changed('爱达 👩‍🚀')).waitFor();
    expect(await usernameOf(ada)).toBe('爱达 👩‍🚀');
    await waitForFocus(page.getByRole('button', { name: texts.changeUsername }));
    expect(await inspect(page, 'account-information/changed')).toEqual([]);
  });

  it('works by keyboard alone', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path });
    await page.getByRole('button', { name: texts.changeUsername }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(texts.newUsername).waitFor();
    await page.keyboard.type('Countess');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(texts.changed('Countess')).waitFor();
    expect(await usernameOf(ada)).toBe('Countess');
  });

  it('sends one command for two presses', async () => {
    const ada = await somebody();
    const page = await openForm(ada);
    const keys: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') keys.push(request.headers()['idempotency-key'] ?? '');
    });
    await page.getByLabel(texts.newUsername).fill('Twice');
    await page.getByRole('button', { name: texts.save }).dblclick();
    await page.getByText(texts.changed('Twice')).waitFor();
    expect(keys).toHaveLength(1);
  });

  it('leads to what is wrong before anything is sent', async () => {
    const page = await openForm(await somebody());
    await page.getByRole('button', { name: texts.save }).click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    await waitForFocus(summary);
    expect(await inspect(page, 'account-information/wrong')).toEqual([]);
    await summary.getByRole('link').click();
    await waitForFocus(page.getByLabel(texts.newUsername));
  });

  it('keeps what was typed over a lost connection and a reload, and tries again under the same key', async () => {
    const ada = await somebody();
    const page = await openForm(ada);
    const keys: string[] = [];
    await page.route('**/v1/account/username', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      await (keys.length === 1 ? route.abort() : route.continue());
    });
    await page.getByLabel(texts.newUsername).fill('Kept');
    await page.getByRole('button', { name: texts.save }).click();
    await page.getByText(problemTexts[language]['no-connection']).waitFor();
    await page.getByRole('button', { name: texts.save }).click();
    await page.getByText(texts.changed('Kept')).waitFor();
    expect(new Set(keys).size).toBe(1);

    await page.getByRole('button', { name: texts.changeUsername }).click();
    await page.getByLabel(texts.newUsername).fill('Kept too');
    await page.reload();
    await eventually(async () => expect(await page.getByLabel(texts.newUsername).inputValue()).toBe('Kept too'));
  });

  it('asks to sign in again in place when the session ended while somebody typed, and goes on by itself', async () => {
    const ada = await somebody();
    const page = await openForm(ada);
    await page.getByLabel(texts.newUsername).fill('Later');
    await signOut(ada);
    await page.getByRole('button', { name: texts.save }).click();
    const sheet = page.getByRole('dialog', { name: sessionTexts[language].sessionOver });
    await sheet.waitFor();
    expect(await inspect(page, 'session/over')).toEqual([]);
    await eventually(async () =>
      expect(await sheet.getByLabel(sessionTexts[language].email).inputValue()).toBe(ada.email),
    );
    await sheet.getByLabel(sessionTexts[language].password, { exact: true }).fill(ada.password);
    await page.keyboard.press('Enter');
    await page.getByText(texts.changed('Later')).waitFor();
    await sheet.waitFor({ state: 'detached' });
    expect(await usernameOf(await signIn(ada))).toBe('Later');
  });

  it('asks for a fresh verification in place, and goes on by itself (SES-7)', async () => {
    const ada = await somebody();
    const page = await openForm(ada);
    let asked = 0;
    await page.route('**/v1/account/username', async (route) => {
      asked += 1;
      const problem = { type: '/problems/verification-stale', status: 403, code: 'verification-stale' };
      await (asked === 1
        ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) })
        : route.continue());
    });
    await page.getByLabel(texts.newUsername).fill('Verified');
    await page.getByRole('button', { name: texts.save }).click();
    const sheet = page.getByRole('dialog', { name: sessionTexts[language].verify });
    await sheet.waitFor();
    expect(await inspect(page, 'session/verification')).toEqual([]);
    await sheet.getByLabel(sessionTexts[language].password, { exact: true }).fill(ada.password);
    await page.keyboard.press('Enter');
    await page.getByText(texts.changed('Verified')).waitFor();
  });

  it('shows a problem of ours with the request id to copy, and tries again', async () => {
    const page = await openPage({ as: await somebody(), path: '/sign-in' });
    await page.route('**/v1/account', (route) => {
      const problem = { status: 500, code: 'internal', instance: '/requests/0b5c-77' };
      return route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.goto(path);
    await page.getByText('0b5c-77').waitFor();
    expect(await inspect(page, 'states/problem')).toEqual([]);
    await page.unroute('**/v1/account');
    await page.getByRole('button', { name: stateTexts[language].tryAgain }).click();
    await page.getByRole('button', { name: texts.changeUsername }).waitFor();
  });

  it('has the account menu in the lower left corner, at 390 pixels too', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const box = await page.getByTestId('account').boundingBox();
      expect(box?.x).toBeLessThan(40);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(760);
    }
    await page.getByTestId('account').click();
    await page.getByRole('menu').waitFor();
    expect(await inspect(page, 'frame/account-menu')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('account').press('Enter');
    await page.getByRole('menuitemradio', { name: language === 'en' ? '中文' : 'English' }).press('Enter');
    const other = language === 'en' ? 'zh-CN' : 'en';
    await page.locator(`html[lang="${other}"]`).waitFor();
  });
});
