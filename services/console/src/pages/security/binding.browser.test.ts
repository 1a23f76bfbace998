import { text } from 'node:stream/consumers';
import { expect, it, jest } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { codeTexts } from '../../codes/codes.texts.ts';
import { frameTexts } from '../../frame/frame.texts.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { authenticator, mailCode, nextMail, somebody, type Person } from '../../testing/people.ts';
import { world } from '../../testing/world.ts';
import { securityTexts } from './texts.ts';

const path = '/settings/security';

describeInBrowser('Security Settings: binding', ({ language, openPage }) => {
  jest.setTimeout(120_000);
  const texts = securityTexts[language];
  const codes = codeTexts[language];

  const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
  const boxes = (page: Page, label: string): Locator =>
    page.getByRole('group', { name: label }).getByRole('textbox').first();
  const isFocused = (what: Locator): Promise<boolean> => what.evaluate((one) => one === document.activeElement);
  const focused = (what: Locator): Promise<void> => what.and(what.page().locator(':focus')).waitFor();

  const factorsOf = async ({ browser }: Person) =>
    (await browser.get<{ totp: boolean; recoveryCodesLeft: number }>('/v1/account/factors')).body;

  const sentCode = async (page: Page, { browser, email }: Person): Promise<string> => {
    const mail = await nextMail(browser, email);
    await button(page, texts.sendCode).click();
    return mail(mailCode);
  };

  const keyOf = async (page: Page): Promise<string> => (await page.locator('code').innerText()).replaceAll(/\s/g, '');

  /** As an authenticator app gives its code away. */
  const paste = async (into: Locator, typed: string): Promise<void> => {
    await into.evaluate((input, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, typed);
  };

  const signInAgain = async (page: Page, { email, password }: Person, code: string): Promise<void> => {
    const words = sessionTexts[language];
    await page.getByTestId('account').click();
    await page.getByRole('menuitem', { name: frameTexts[language].signOut }).click();
    await page.getByLabel(words.email).fill(email);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByLabel(words.code).fill(code);
    await page.keyboard.press('Enter');
    await page.getByTestId('account').waitFor();
  };

  it('sends a code first, counts wrong ones, and knows after a reload that one was sent (MFA-1, ID-7)', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path });
    await button(page, texts.bind).click();
    await eventually(() => expect(new URL(page.url()).search).toBe('?open=bind'));
    await button(page, texts.sendCode).waitFor();
    expect(await inspect(page, 'security/not-bound')).toEqual([]);

    const emailCode = await sentCode(page, ada);
    await boxes(page, texts.mailedCode).waitFor();
    await focused(boxes(page, texts.mailedCode));
    await page.keyboard.type(emailCode === '000000' ? '000001' : '000000');
    await page.getByText(problemTexts[language]['code-wrong']({ until: undefined, attemptsLeft: 4 })).waitFor();
    expect(await inspect(page, 'security/mailed-code-wrong')).toEqual([]);

    // Where one was is known after a reload: the code that was sent is still good.
    await page.reload();
    await boxes(page, texts.mailedCode).waitFor();
    await page.getByText(codes.sendAgain).waitFor();
    await boxes(page, texts.mailedCode).focus();
    await page.keyboard.type(emailCode);
    await page.getByRole('img', { name: texts.qr }).waitFor();
    await focused(page.getByRole('heading', { name: texts.appStep }));
  });

  it('binds an app by the key, shows the recovery codes once, and asks for a code from then on (MFA-1, MFA-2)', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path: `${path}?open=bind` });
    const emailCode = await sentCode(page, ada);
    await focused(boxes(page, texts.mailedCode));
    await page.keyboard.type(emailCode);
    await page.getByRole('img', { name: texts.qr }).waitFor();
    expect(await inspect(page, 'security/key')).toEqual([]);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.screenshot({ path: `.lethe/screenshots/security/key-forced-colours-${language}.png`, fullPage: true });
    await page.emulateMedia({ forcedColors: 'none' });

    const key = await keyOf(page);
    const app = authenticator(key, world.now);
    await eventually(async () => expect(await page.locator(`a[href^="otpauth:"][href*="${key}"]`).count()).toBe(1));
    await boxes(page, texts.appCode).focus();
    await page.keyboard.type('000000');
    await page.getByText(problemTexts[language]['second-factor-wrong']).waitFor();
    await focused(boxes(page, texts.appCode));
    const code = await app();
    await paste(boxes(page, texts.appCode), `${code.slice(0, 3)} ${code.slice(3)}`);

    const sheet = page.getByRole('list', { name: /\S/ }).filter({ hasText: /^([0-9A-Z]{4}-){3}/ });
    await sheet.waitFor();
    const recoveryCodes = await sheet.getByRole('listitem').allInnerTexts();
    expect(recoveryCodes).toHaveLength(10);
    await focused(page.getByRole('heading', { name: texts.codesTitle }));
    expect(await inspect(page, 'security/recovery-codes')).toEqual([]);

    const downloading = page.waitForEvent('download');
    await button(page, texts.download).click();
    const file = await downloading;
    const written = await text(await file.createReadStream());
    expect(file.suggestedFilename()).toBe('lethe-recovery-codes.txt');
    for (const each of [...recoveryCodes, ada.email]) expect(written).toContain(each);

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const printed = await page.locator('body').innerText();
    for (const each of [...recoveryCodes, ada.email]) expect(printed).toContain(each);
    for (const each of [texts.title, texts.sessions, texts.codesHelp, texts.kept]) expect(printed).not.toContain(each);
    await page.screenshot({ path: `.lethe/screenshots/security/printed-${language}.png`, fullPage: true });
    await page.emulateMedia({ media: 'screen' });

    await page.getByRole('link', { name: frameTexts[language].userInformation }).click();
    await page.getByText(texts.leaveTitle).waitFor();
    expect(await inspect(page, 'security/leaving')).toEqual([]);
    await button(page, texts.stay).click();
    await sheet.waitFor();
    await button(page, texts.kept).click();
    await page.getByRole('status').getByText(texts.boundNow(ada.email)).waitFor();
    await focused(button(page, texts.unbind));
    expect(await factorsOf(ada)).toMatchObject({ totp: true, recoveryCodesLeft: 10 });
    expect(await inspect(page, 'security/bound')).toEqual([]);

    await signInAgain(page, ada, await app());
  });

  it('goes by keyboard alone, and says when the codes were left without being kept', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path });
    const { keyboard } = page;
    const reach = async (what: Locator): Promise<void> => {
      await what.waitFor();
      for (let tabs = 0; tabs < 30 && !(await isFocused(what)); tabs += 1) await keyboard.press('Tab');
      await focused(what);
    };
    await reach(button(page, texts.bind));
    await keyboard.press('Enter');
    await focused(button(page, texts.sendCode));
    const mail = await nextMail(ada.browser, ada.email);
    await keyboard.press('Enter');
    const emailCode = await mail(mailCode);
    await focused(boxes(page, texts.mailedCode));
    await keyboard.type(emailCode);
    await focused(page.getByRole('heading', { name: texts.appStep }));
    const app = authenticator(await keyOf(page), world.now);
    await reach(boxes(page, texts.appCode));
    await keyboard.type(await app());
    await focused(page.getByRole('heading', { name: texts.codesTitle }));

    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText(texts.codesLost).waitFor();
    expect(await inspect(page, 'security/codes-lost')).toEqual([]);
    await reach(button(page, texts.haveThem));
    await keyboard.press('Enter');
    await page.getByText(texts.codesLost).waitFor({ state: 'detached' });
    expect(await factorsOf(ada)).toMatchObject({ totp: true });
  });

  it('begins again calmly after a reload, also where the next code cannot be sent yet (ID-7)', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path: `${path}?open=bind` });
    const code = await sentCode(page, ada);
    await paste(boxes(page, texts.mailedCode), `${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('img', { name: texts.qr }).waitFor();
    await page.reload();
    await page.getByText(texts.begunAgain).waitFor();
    await button(page, texts.sendCode).click();
    await focused(boxes(page, texts.mailedCode));
    await button(page, codes.sendAgain).waitFor();
    expect(await inspect(page, 'security/begun-again')).toEqual([]);
  });
});
