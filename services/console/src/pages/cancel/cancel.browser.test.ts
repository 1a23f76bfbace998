import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { frameTexts } from '../../frame/frame.texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import {
  addMember,
  createWorkspace,
  firstWorkspace,
  nextMail,
  signOut,
  somebody,
  somebodyWithFactor,
  submitTicket,
  type Person,
} from '../../testing/people.ts';
import { closeWorkspace } from '../../../../../e2e/src/story/workspaces.ts';
import { cancellationTexts } from '../cancellation/texts.ts';
import { cancelTexts } from './texts.ts';

/** Somebody whom nothing keeps: their first workspace is closed. */
const unbound = async (mark = 'ada'): Promise<Person> => {
  const ada = await somebody(mark);
  await closeWorkspace(ada, await firstWorkspace(ada));
  return ada;
};

describeInBrowser('Cancel Account', ({ language, openPage }) => {
  const texts = cancelTexts[language];
  const status = cancellationTexts[language];

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const isFocused = (page: Page, text: string) =>
    page.waitForFunction((wanted) => (document.activeElement as HTMLElement | null)?.innerText === wanted, text);

  const verifyByPassword = async (page: Page, { password }: Person): Promise<void> => {
    await page.getByLabel(texts.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: texts.verify, exact: true }).click();
  };

  const toConfirm = async (page: Page, person: Person): Promise<void> => {
    await verifyByPassword(page, person);
    await heading(page, texts.blockersTitle);
    await page.getByRole('link', { name: texts.goOn }).click();
    await page.getByRole('link', { name: texts.understood }).click();
    await heading(page, texts.confirmTitle);
  };

  const fillConfirmation = async (page: Page, { email }: Person): Promise<void> => {
    await page.getByRole('checkbox').first().waitFor();
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByLabel(texts.typeEmail(email)).fill(email);
  };

  const statusShown = async (page: Page): Promise<string> => {
    await heading(page, status.title);
    await page.waitForURL(/\/cancellation#\S+\.\S+$/);
    return new URL(page.url()).hash;
  };

  /** Of what is sent; Chromium does not tell the body of a request that never left. */
  const confirmations = (page: Page): ({ grant: string } | null)[] => {
    const sent: ({ grant: string } | null)[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/v1/account/cancellation'))
        sent.push(request.postDataJSON() as { grant: string } | null);
    });
    return sent;
  };

  it('goes through the four steps: verify with a second factor, settle both workspaces, read, agree (CAN-2 to CAN-5)', async () => {
    const ada = await somebodyWithFactor();
    const charles = await somebody('charles');
    const first = await firstWorkspace(ada);
    const shared = await createWorkspace(ada, 'Analytical Engine 分析机');
    await addMember(ada, charles, shared);
    await submitTicket(ada, shared, 'The mill is stuck', 'It does not turn.');
    const page = await openPage({ as: ada, path: '/' });

    await page.getByTestId('account').click();
    await page.getByRole('menuitem', { name: frameTexts[language].cancelAccount }).click();
    await heading(page, texts.verifyTitle);
    const step = page.getByRole('navigation', { name: texts.steps }).locator('ol > li[aria-current="step"]');
    await eventually(async () => expect(await step.innerText()).toContain(texts.verifyName));
    await page.getByLabel(texts.factorCode).waitFor();
    expect(await inspect(page, 'cancel/verify')).toEqual([]);

    await page.getByLabel(texts.factorCode).fill('000000');
    await verifyByPassword(page, ada);
    await page.getByText(problemTexts[language]['second-factor-wrong']).waitFor();
    await page.getByLabel(texts.factorCode).fill(await ada.code());
    await page.getByRole('button', { name: texts.verify, exact: true }).click();

    await heading(page, texts.blockersTitle);
    await page.getByText(texts.blockersLead(2)).waitFor();
    await isFocused(page, texts.blockersTitle);
    await page.getByRole('button', { name: texts.transfer, exact: true }).click();
    await page.getByLabel(texts.newOwner).selectOption({ label: charles.username });
    expect(await inspect(page, 'cancel/blockers-transfer')).toEqual([]);
    await page.getByRole('button', { name: texts.transferTo(charles.username) }).click();
    await page.getByText(texts.transferred('Analytical Engine 分析机', charles.username)).waitFor();
    await isFocused(page, texts.transferred('Analytical Engine 分析机', charles.username));

    await page.getByRole('button', { name: texts.closeWorkspace, exact: true }).click();
    const name = page.getByLabel(texts.typeName(first.name));
    await name.fill('Another');
    await page.getByRole('button', { name: texts.closeButton }).click();
    await page.getByText(problemTexts[language]['name-differs']).waitFor();
    expect(await inspect(page, 'cancel/blockers-close')).toEqual([]);
    await name.fill(first.name);
    await page.getByRole('button', { name: texts.closeButton }).click();

    await heading(page, texts.noticeTitle);
    await page.getByText(texts.workspacesLeft(1)).waitFor();
    await page.getByText('Analytical Engine 分析机').last().waitFor();
    await page.getByText('The mill is stuck').waitFor();
    await page.getByText(texts.factorGoes).waitFor();
    await page.getByText(texts.finalAtOnce).waitFor();
    expect(await inspect(page, 'cancel/notice')).toEqual([]);
    await page.getByRole('link', { name: texts.understood }).click();

    await heading(page, texts.confirmTitle);
    await page.getByRole('button', { name: texts.confirm, exact: true }).click();
    await page.getByRole('alert').getByRole('link').first().waitFor();
    await eventually(async () => expect(await page.getByRole('alert').getByRole('link').count()).toBe(3));
    expect(await inspect(page, 'cancel/confirm-wrong')).toEqual([]);
    await fillConfirmation(page, ada);
    expect(await inspect(page, 'cancel/confirm')).toEqual([]);
    const sent = confirmations(page);
    await page.getByRole('button', { name: texts.confirm, exact: true }).dblclick();
    await statusShown(page);
    expect(sent).toHaveLength(1);
    await page.getByText(status['is-cleared-but-tickets']).waitFor();
    await page.getByText(status.ticket).waitFor();
    expect(await inspect(page, 'cancellation/cleared-but-tickets')).toEqual([]);

    await page.goBack();
    await statusShown(page);
  }, 120_000);

  it('shows the status page, not sign-in, in every tab, and the same cancellation from each (CAN-6, U1)', async () => {
    const ada = await unbound();
    const page = await openPage({ as: ada, path: '/cancel/verify' });
    const other = await page.context().newPage();
    const third = await page.context().newPage();
    await toConfirm(page, ada);
    await fillConfirmation(page, ada);
    await other.goto('/cancel/verify');
    await toConfirm(other, ada);
    await fillConfirmation(other, ada);
    await third.goto('/settings/user-information');
    // Whichever is first: the other tab may be on the status page before it is pressed.
    const pressed = (tab: Page) =>
      tab.getByRole('button', { name: texts.confirm, exact: true }).click({ timeout: 5_000 });
    await Promise.any([page, other].map(pressed));
    const links = await Promise.all([page, other, third].map(statusShown));
    expect(new Set(links).size).toBe(1);
  }, 90_000);

  it('asks a lost answer again, by pressing and after a reload: one cancellation (CAN-6, U1 offline)', async () => {
    const ada = await unbound();
    const page = await openPage({ as: ada, path: '/cancel/verify' });
    await toConfirm(page, ada);
    await fillConfirmation(page, ada);
    const sent = confirmations(page);

    await page.context().setOffline(true);
    await page.getByRole('button', { name: texts.confirm, exact: true }).click();
    await page.getByText(texts.notKnown).waitFor();
    expect(await inspect(page, 'cancel/offline')).toEqual([]);
    await page.context().setOffline(false);

    // It arrives, and its answer does not.
    await page.route('**/v1/account/cancellation', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: texts.confirm, exact: true }).click();
    await page.getByText(texts.notKnown).waitFor();
    await page.unroute('**/v1/account/cancellation');
    await page.reload();
    // The session may still live for a moment: then the form is there, as it was filled in.
    const button = page.getByRole('button', { name: texts.confirm, exact: true });
    const title = page.getByRole('heading', { level: 1, name: status.title });
    await button.or(title).first().waitFor();
    if (await button.isVisible()) await button.click();
    await statusShown(page);
    expect(new Set(sent.flatMap((each) => each?.grant ?? [])).size).toBe(1);
    await page.getByText(status['is-completed']).waitFor({ timeout: 40_000 });
  }, 120_000);

  it('is safe to leave and come back to, and asks again for a verification that is over (CAN-2)', async () => {
    const ada = await unbound();
    const page = await openPage({ as: ada, path: '/cancel/confirm' });
    await heading(page, texts.verifyTitle);
    await page.clock.install();
    await verifyByPassword(page, ada);
    await heading(page, texts.confirmTitle);
    await fillConfirmation(page, ada);
    await page.goto('/settings/user-information');
    await page.goto('/cancel/confirm');
    await heading(page, texts.confirmTitle);
    await eventually(async () => expect(await page.getByRole('checkbox').first().isChecked()).toBe(true));

    await page.clock.fastForward(10 * 60_000 + 1_000);
    await page.getByText(texts.verificationOver).waitFor();
    expect(await inspect(page, 'cancel/verification-over')).toEqual([]);
    await eventually(async () =>
      expect(await page.evaluate(() => sessionStorage.getItem('lethe.cancel.grant'))).toBeNull(),
    );
    await page.getByRole('link', { name: texts.verifyAgain }).click();
    await verifyByPassword(page, ada);
    await heading(page, texts.confirmTitle);
    await eventually(async () =>
      expect(await page.getByLabel(texts.typeEmail(ada.email)).inputValue()).toBe(ada.email),
    );
  }, 90_000);

  it('verifies by a mailed code that is pasted, and counts down to the next (CAN-2, ID-7)', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path: '/cancel' });
    await page.getByLabel(texts.byEmail).check();
    const mail = await nextMail(ada.browser, ada.email);
    await page.getByRole('button', { name: texts.sendCode }).click();
    await page.getByText(texts.codeSent(ada.email)).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('button', { name: texts.sendAnother }).isDisabled()).toBe(true),
    );
    expect(await inspect(page, 'cancel/mailed-code')).toEqual([]);
    const code = await mail(/\b(\d{6})\b/);
    await page.getByRole('group', { name: texts.emailCode }).getByRole('textbox').first().focus();
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text', text);
      data.setData('text/plain', text);
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, code);
    await page.getByRole('button', { name: texts.verify, exact: true }).click();
    await heading(page, texts.blockersTitle);
    await page.getByText(texts.blockersLead(1)).waitFor();
  }, 60_000);

  it('goes on after a session that ended midway: sign in, verify again, nothing typed is lost (U1)', async () => {
    const ada = await unbound();
    const page = await openPage({ as: ada, path: '/cancel/verify' });
    await toConfirm(page, ada);
    await fillConfirmation(page, ada);
    await signOut(ada);
    await page.getByRole('button', { name: texts.confirm, exact: true }).click();
    await heading(page, texts.verifyTitle);
    const sheet = page.getByRole('dialog', { name: sessionTexts[language].sessionOver });
    await page.getByLabel(texts.password, { exact: true }).fill(ada.password);
    // Where the page found out by itself, the sheet is there first, and the click waits behind it.
    const verified = page.getByRole('button', { name: texts.verify, exact: true }).click();
    await sheet.waitFor();
    await sheet.getByLabel(sessionTexts[language].password, { exact: true }).fill(ada.password);
    await page.keyboard.press('Enter');
    await verified;
    await heading(page, texts.confirmTitle);
    await eventually(async () => expect(await page.getByRole('checkbox').first().isChecked()).toBe(true));
    await eventually(async () =>
      expect(await page.getByLabel(texts.typeEmail(ada.email)).inputValue()).toBe(ada.email),
    );
  }, 90_000);

  it('shows agreements that changed meanwhile anew, and leads back to what came in the way (CAN-3, CAN-5)', async () => {
    const ada = await unbound();
    const page = await openPage({ as: ada, path: '/cancel/verify' });
    await toConfirm(page, ada);
    await fillConfirmation(page, ada);
    // The server has one set of agreements; what was shown here is an older one.
    await page.route('**/v1/account/cancellation', async (route) => {
      const body = route.request().postDataJSON() as { agreements: { digest: string }[] };
      for (const agreement of body.agreements) agreement.digest = 'older';
      await route.continue({ postData: JSON.stringify(body) });
    });
    await page.getByRole('button', { name: texts.confirm, exact: true }).click();
    await page.getByText(problemTexts[language]['agreements-changed']).waitFor();
    expect(await inspect(page, 'cancel/agreements-changed')).toEqual([]);
    await page.unroute('**/v1/account/cancellation');

    await createWorkspace(ada, 'Second thoughts');
    await page.getByRole('button', { name: texts.confirm, exact: true }).click();
    await heading(page, texts.blockersTitle);
    await page.getByText(texts.cameMeanwhile).waitFor();
    await page.getByText('Second thoughts').first().waitFor();
  }, 90_000);

  it('works by keyboard alone, at 400 % zoom, and Back and Forward keep their steps (U1)', async () => {
    const ada = await unbound();
    const page = await openPage({ as: ada, path: '/cancel/verify' });
    await page.setViewportSize({ width: 320, height: 256 });
    await page.getByLabel(texts.password, { exact: true }).focus();
    await page.keyboard.type(ada.password);
    await page.keyboard.press('Enter');
    await heading(page, texts.blockersTitle);
    await isFocused(page, texts.blockersTitle);
    await page.getByText(texts.noBlockers).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, texts.noticeTitle);
    const scrolls = () =>
      page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(await scrolls()).toBe(false);
    await page.getByText(texts.noTickets).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, texts.confirmTitle);
    await page.getByRole('checkbox').first().waitFor();
    for (let agreements = 0; agreements < 2; agreements += 1) {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Tab');
    await page.keyboard.type(ada.email);
    expect(await scrolls()).toBe(false);
    await page.goBack();
    await heading(page, texts.noticeTitle);
    await page.goForward();
    await heading(page, texts.confirmTitle);
    await page.getByLabel(texts.typeEmail(ada.email)).focus();
    await page.keyboard.press('Enter');
    await statusShown(page);
  }, 90_000);
});
