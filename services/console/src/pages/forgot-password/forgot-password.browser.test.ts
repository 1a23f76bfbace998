import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { Browser } from '../../../../../e2e/src/story/browser.ts';
import { mailCode } from '../../../../../e2e/src/story/mailbox.ts';
import { codeTexts } from '../../codes/codes.texts.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { nextMail, somebody, somebodyWithFactor, speaking, type Person } from '../../testing/people.ts';
import { world } from '../../testing/world.ts';
import { membersTexts } from '../members/texts.ts';
import { newPasswordTexts } from '../new-password/texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { signInTexts } from '../sign-in/texts.ts';
import { forgotPasswordTexts } from './texts.ts';

const newPassword = 'quite another odd phrase 83';

describeInBrowser('Forgotten password', ({ language, openPage }) => {
  const texts = forgotPasswordTexts[language];
  const ofCode = newPasswordTexts[language];
  const session = sessionTexts[language];
  const mailTo = (address: string) => nextMail(new Browser(world.url), address);
  const firstBox = (page: Page) => page.getByLabel(codeTexts[language].digit(1, 6), { exact: true });
  const password = (page: Page) => page.getByLabel(ofCode.password, { exact: true });

  const asked = async (email: string): Promise<Page> => {
    const page = await openPage({ path: '/sign-in' });
    await page.getByRole('link', { name: signInTexts[language].forgotten }).press('Enter');
    await page.getByRole('heading', { name: texts.title }).waitFor();
    await page.getByLabel(texts.email).fill(email);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: ofCode.title }).waitFor();
    await firstBox(page).waitFor();
    return page;
  };

  const chosen = async (page: Page, code: string): Promise<void> => {
    await firstBox(page).focus();
    await page.keyboard.type(code);
    await password(page).fill(newPassword);
    await page.keyboard.press('Enter');
  };

  const signsIn = async (page: Page, { email }: Person): Promise<void> => {
    await page.getByText(signInTexts[language].reset).waitFor();
    await eventually(async () => expect(await page.getByLabel(session.email).inputValue()).toBe(email));
    await page.getByLabel(session.password, { exact: true }).fill(newPassword);
    await page.keyboard.press('Enter');
  };

  it('sets another with the mailed code, by keyboard, and ends every session (ID-6, SES-3)', async () => {
    const ada = await speaking(await somebody(), language);
    const mail = await mailTo(ada.email);
    const page = await asked(ada.email);
    const text = await mail(/([\s\S]+)/);
    await page.getByText(/\b[0-9A-Z]{3}-[0-9A-Z]{3}\b/.exec(text)?.[0] ?? 'none').waitFor();
    expect(await inspect(page, 'new-password/waiting')).toEqual([]);
    await page.reload();
    await chosen(page, mailCode.exec(text)?.[1] ?? '');
    await signsIn(page, ada);
    await page.getByRole('heading', { level: 1, name: membersTexts[language].title }).waitFor();
    expect((await ada.browser.request('GET', '/v1/account')).status).toBe(401);
  });

  it('keeps the second factor: the next sign-in asks for it (ID-6, MFA-2)', async () => {
    const ada = await somebodyWithFactor();
    await speaking(ada, language);
    const mail = await mailTo(ada.email);
    const page = await asked(ada.email);
    await chosen(page, await mail(mailCode));
    await signsIn(page, ada);
    await page.getByLabel(session.code).waitFor();
    expect((await page.request.get('/v1/account')).status()).toBe(401);
    await page.getByLabel(session.code).fill(await ada.code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: membersTexts[language].title }).waitFor();
  });

  it('says the same for an address that nobody has, and that a guess is wrong (ID-2)', async () => {
    const page = await openPage({ path: '/forgot-password' });
    await page.getByRole('button', { name: texts.submit }).click();
    await page.getByRole('alert').getByText(texts.enterEmail).waitFor();
    expect(await inspect(page, 'forgot-password/missing')).toEqual([]);
    const asking = await asked(`nobody-${crypto.randomUUID()}@example.org`);
    await chosen(asking, '123456');
    await asking
      .getByRole('alert')
      .getByText(problemTexts[language]['code-wrong']({ attemptsLeft: 4, until: undefined }))
      .waitFor();
    expect(await inspect(asking, 'new-password/wrong')).toEqual([]);
  });

  it('leads to asking where nothing was asked for in this tab', async () => {
    const page = await openPage({ path: '/forgot-password/code' });
    await page.getByText(ofCode.nothing).waitFor();
    expect(await inspect(page, 'new-password/nothing')).toEqual([]);
    await page.getByRole('link', { name: ofCode.askAgain }).click();
    await page.getByRole('heading', { name: texts.title }).waitFor();
  });
});
