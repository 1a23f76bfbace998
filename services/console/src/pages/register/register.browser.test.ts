import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { Browser } from '../../../../../e2e/src/story/browser.ts';
import { mailCode } from '../../../../../e2e/src/story/mailbox.ts';
import { codeTexts } from '../../codes/codes.texts.ts';
import { passwordTexts } from '../../passwords/passwords.texts.ts';
import { fieldTexts } from '../../problems/field-texts.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { nextMail, stranger } from '../../testing/people.ts';
import { advance, world } from '../../testing/world.ts';
import { membersTexts } from '../members/texts.ts';
import { registerCodeTexts } from '../register-code/texts.ts';
import { signInTexts } from '../sign-in/texts.ts';
import { registerTexts } from './texts.ts';

type Stranger = ReturnType<typeof stranger>;

describeInBrowser('Registration', ({ language, openPage }) => {
  const texts = registerTexts[language];
  const hints = passwordTexts[language];
  const ofCode = registerCodeTexts[language];
  const codes = codeTexts[language];
  const problems = problemTexts[language];
  const mailTo = (address: string) => nextMail(new Browser(world.url), address);
  const firstBox = (page: Page) => page.getByLabel(codes.digit(1, 6), { exact: true });
  const atHome = (page: Page) => page.getByRole('heading', { level: 1, name: membersTexts[language].title }).waitFor();

  const type = async (page: Page, { email, username, password }: Stranger): Promise<void> => {
    await page.getByLabel(texts.email).fill(email);
    await page.getByLabel(texts.username).fill(username);
    await page.getByLabel(texts.password, { exact: true }).fill(password);
  };

  const registered = async (who: Stranger): Promise<Page> => {
    const page = await openPage({ path: '/register' });
    await type(page, who);
    await page.getByRole('button', { name: texts.submit }).click();
    await page.getByRole('heading', { name: ofCode.title }).waitFor();
    return page;
  };

  const paste = (page: Page, text: string): Promise<void> =>
    firstBox(page).evaluate((box, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);

  it('makes an account by keyboard alone, and signs in by itself once the mailed code is typed (ID-1)', async () => {
    const who = stranger('ada');
    const page = await openPage({ path: '/sign-in' });
    await page.getByRole('link', { name: signInTexts[language].register }).press('Enter');
    await page.getByRole('heading', { name: texts.title }).waitFor();
    await page.getByLabel(texts.email).waitFor();
    expect(await inspect(page, 'register/empty')).toEqual([]);
    for (const typed of [who.email, who.username, who.password]) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(typed);
    }
    await page
      .getByText(hints['long-enough']({ kind: 'long-enough', length: who.password.length, minimum: 15, maximum: 128 }))
      .waitFor();
    expect(await inspect(page, 'register/typed')).toEqual([]);
    const mail = await mailTo(who.email);
    await page.keyboard.press('Enter');
    await firstBox(page).waitFor();
    const text = await mail(/([\s\S]+)/);
    const reference = /\b[0-9A-Z]{3}-[0-9A-Z]{3}\b/.exec(text)?.[0] ?? 'none';
    await page.getByText(reference).waitFor();
    expect(text).not.toContain('://');
    expect(await inspect(page, 'register-code/waiting')).toEqual([]);
    await page.keyboard.type(mailCode.exec(text)?.[1] ?? '');
    await atHome(page);
    const account = await page.evaluate(async () => (await fetch('/v1/account')).json() as Promise<object>);
    expect(account).toMatchObject({ email: who.email, username: who.username, timeZone: 'Europe/Berlin', language });
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      who.password,
    );
  });

  it('says what is wrong before anything is sent, and why a password is weak as the server sees it (ID-4)', async () => {
    const page = await openPage({ path: '/register' });
    await page.getByRole('button', { name: texts.submit }).click();
    expect(await inspect(page, 'register/missing')).toEqual([]);
    const who = { ...stranger('grace'), username: 'Countess of Lovelace', password: 'countess of lovelace' };
    await type(page, who);
    await page.getByText(hints.own({ kind: 'own', length: 20, minimum: 15, maximum: 128 })).waitFor();
    await page.getByRole('button', { name: texts.submit }).click();
    const summary = page.getByRole('alert');
    await summary.getByText(fieldTexts[language]['password-guessable']).waitFor();
    await waitForFocus(summary);
    expect(await inspect(page, 'register/weak')).toEqual([]);
    await eventually(async () => expect(await page.getByLabel(texts.email).inputValue()).toBe(who.email));
  });

  it('counts attempts, and sends another code once one may, also after a reload (ID-7)', async () => {
    const who = stranger('ada');
    const mail = await mailTo(who.email);
    const page = await registered(who);
    const code = await mail(mailCode);
    await page.keyboard.type(code === '000000' ? '111111' : '000000');
    await page.getByText(problems['code-wrong']({ attemptsLeft: 4, until: undefined })).waitFor();
    await eventually(async () => expect(await firstBox(page).inputValue()).toBe(''));
    await waitForFocus(firstBox(page));
    expect(await inspect(page, 'register-code/wrong')).toEqual([]);

    const again = page.getByRole('button', { name: codes.sendAgain });
    await eventually(async () => expect(await again.getAttribute('aria-disabled')).toBe('true'));
    advance(61_000);
    await page.reload();
    await again.click();
    await page.getByText(codes.sent(who.email)).waitFor();
    expect(await inspect(page, 'register-code/sent-again')).toEqual([]);
  });

  it('corrects the address in place, takes a paste, and leads to sign-in where it knows no password any more (I8)', async () => {
    const [who, other] = [stranger('ada'), stranger('countess')];
    const page = await registered(who);
    await page.reload();
    await page.getByText(who.email, { exact: true }).waitFor();
    const toOther = await mailTo(other.email);
    await page.getByRole('button', { name: ofCode.changeAddress }).click();
    expect(await inspect(page, 'register-code/address')).toEqual([]);
    await page.getByLabel(ofCode.newAddress).fill(other.email);
    await page.keyboard.press('Enter');
    await page.getByText(ofCode.addressChanged(other.email)).waitFor();
    await page.getByText(other.email, { exact: true }).waitFor();
    await paste(page, `Code: ${(await toOther(mailCode)).replace(/^.../, '$& ')}`);
    // The page was loaded anew: the password is not known any more.
    await page.getByText(signInTexts[language].registered).waitFor();
    await eventually(async () => expect(await page.getByRole('textbox').first().inputValue()).toBe(other.email));
    expect(await inspect(page, 'sign-in/registered')).toEqual([]);
  });

  it('tells another browser what helps (I8)', async () => {
    const page = await openPage({ path: '/register/code' });
    await page.getByText(ofCode.unknown).waitFor();
    expect(await inspect(page, 'register-code/unknown')).toEqual([]);
    await page.getByRole('link', { name: ofCode.registerAgain }).click();
    await page.getByRole('heading', { name: texts.title }).waitFor();
  });

  it('leads to sign-in where the address was taken meanwhile (ID-5)', async () => {
    const who = stranger('ada');
    const [mail, elsewhere] = [await mailTo(who.email), new Browser(world.url)];
    const page = await registered(who);
    const code = await mail(mailCode);
    const later = await mailTo(who.email);
    await elsewhere.post('/v1/registrations', who);
    await elsewhere.post('/v1/registrations/confirm', { code: await later(mailCode) });
    await paste(page, code);
    await page.getByText(problems['email-taken']).waitFor();
    expect(await inspect(page, 'register-code/taken')).toEqual([]);
    await page.getByRole('button', { name: ofCode.signIn }).click();
    await page.getByRole('heading', { name: signInTexts[language].title }).waitFor();
  });

  it('says who makes accounts where registration is closed (ID-8)', async () => {
    const page = await openPage({ path: '/sign-in' });
    const service = (await (await page.request.get('/v1/service')).json()) as Readonly<{ brand: object }>;
    const brand = { ...service.brand, supportAddress: 'help@example.org' };
    await page.route('**/v1/service', (route) => route.fulfill({ json: { ...service, plan: 'deployment', brand } }));
    await page.goto('/register');
    await page.getByText(texts.closed).waitFor();
    expect(await inspect(page, 'register/closed')).toEqual([]);
    await page.getByRole('link', { name: texts.signIn }).click();
    await page.getByRole('heading', { name: signInTexts[language].title }).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('link', { name: signInTexts[language].register }).count()).toBe(0),
    );
  });
});
