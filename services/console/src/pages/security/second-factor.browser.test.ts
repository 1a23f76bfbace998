import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { administrator, nextMail, somebodyWithFactor, type Person } from '../../testing/people.ts';
import { securityTexts } from './texts.ts';

const path = '/settings/security';

describeInBrowser('Signing in with a second factor', ({ language, openPage }) => {
  jest.setTimeout(120_000);
  const words = sessionTexts[language];
  const texts = securityTexts[language];
  const wrong = problemTexts[language]['second-factor-wrong'];

  const startSignIn = async ({ email, password, browser }: Person): Promise<Page> => {
    await browser.send('PUT', '/v1/account/preferences', { language, timeZone: null });
    const page = await openPage({ path });
    await page.getByLabel(words.email).fill(email);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByLabel(words.code).waitFor();
    return page;
  };

  const give = async (page: Page, code: string): Promise<void> => {
    await page.getByLabel(words.code).fill(code);
    await page.keyboard.press('Enter');
  };

  const title = (page: Page) => page.getByRole('heading', { level: 1, name: texts.title });

  it('takes a code in groups, a recovery code once, and says until when it waits after five wrong ones (MFA-2, MFA-3)', async () => {
    const ada = await somebodyWithFactor();
    const [first = ''] = ada.factor?.recoveryCodes ?? [];
    const page = await startSignIn(ada);
    await give(page, first.toLowerCase());
    await title(page).waitFor();
    await page.locator('dd').filter({ hasText: /^9$/ }).waitFor();

    const again = await startSignIn(ada);
    await give(again, first);
    await again.getByText(wrong).waitFor();
    for (let guess = 1; guess <= 5; guess += 1) {
      const answered = again.waitForResponse('**/v1/sessions/second-factor');
      await give(again, `00000${String(guess)}`);
      await answered;
    }
    const answered = again.waitForResponse('**/v1/sessions/second-factor');
    await give(again, '000000');
    const { retryAt } = (await (await answered).json()) as Readonly<{ retryAt: string }>;
    expect(retryAt).toEqual(expect.any(String));
    const [before = '', after = ''] = problemTexts[language]['factor-locked']({
      until: '|',
      attemptsLeft: undefined,
    }).split('|');
    await again
      .getByRole('alert')
      .filter({ hasText: before })
      .filter({ hasText: after })
      .filter({ hasText: /\d\d:\d\d/ })
      .waitFor();
    expect(await inspect(again, 'sign-in/factor-locked')).toEqual([]);
  });

  it('lets the staff in with their code, and tells them what unbinding takes from them', async () => {
    const grace = await administrator();
    const page = await startSignIn(grace);
    await give(page, (await grace.code?.()) ?? '');
    await title(page).waitFor();
    await page.getByRole('button', { name: texts.unbind, exact: true }).click();
    await page.getByText(texts.unbindStaff).waitFor();
    expect(await inspect(page, 'security/unbind-staff')).toEqual([]);
  });

  it('unbinds with a recovery code, after saying what happens (MFA-5)', async () => {
    const ada = await somebodyWithFactor();
    const page = await openPage({ as: ada, path: `${path}?open=unbind` });
    const code = page.getByLabel(words.code, { exact: true });
    await code.fill('1234567');
    await page.getByRole('button', { exact: true, name: texts.doUnbind }).click();
    await page.getByText(wrong).waitFor();
    expect(await inspect(page, 'security/unbind')).toEqual([]);
    const mail = await nextMail(ada.browser, ada.email);
    await code.fill(` ${ada.factor?.recoveryCodes[0]?.toLowerCase() ?? ''} `);
    await page.getByRole('button', { exact: true, name: texts.doUnbind }).click();
    await page.getByRole('status').getByText(texts.unboundNow(ada.email)).waitFor();
    await page.getByRole('button', { name: texts.bind, exact: true }).and(page.locator(':focus')).waitFor();
    const { body } = await ada.browser.get<{ totp: boolean }>('/v1/account/factors');
    expect(body.totp).toBe(false);
    await mail(/(.)/);
    expect(await inspect(page, 'security/unbound')).toEqual([]);
  });
});
