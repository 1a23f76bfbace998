import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { leave, statusOf } from '../../../../../e2e/src/story/cancelling.ts';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { ownSystem, type OwnSystem } from '../../testing/own-system.ts';
import { signIn, type Person } from '../../testing/people.ts';
import { pictureTexts } from './picture/picture.texts.ts';
import { deskCancellationTexts } from './texts.ts';

let system: OwnSystem;
let staff: Person;

beforeAll(async () => {
  if (process.env['LETHE_TEST_NO_BROWSER'] !== undefined) return;
  system = await ownSystem({ LETHE_HOLD_BACK_DAYS: '7' });
  staff = await system.administrator();
}, 120_000);
afterAll(() => (system as OwnSystem | undefined)?.stop(), 60_000);

describeInBrowser('A cancellation in the hold-back', ({ language, openPage }) => {
  const texts = deskCancellationTexts[language];
  const words = cancellationWords[language];
  const picture = pictureTexts[language];

  const open = (accountId: string): Promise<Page> =>
    openPage({ as: staff, path: `/admin/cancellations/${accountId}`, url: system.world.url });

  it('is stopped with a reason, after it said what will happen, in one place and by keyboard (CAN-7a)', async () => {
    const ada = await system.somebody();
    const confirmed = await leave(ada);
    const page = await open(ada.accountId);
    await page.getByText(words.locked, { exact: true }).waitFor();
    await page.getByText(picture.pointOfNoReturnSoon).waitFor();

    await page.getByRole('button', { name: texts.stop }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(texts.stopUnlocks).waitFor();
    await page.getByRole('button', { name: texts.goOn, exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await inspect(page, 'desk-cancellation/locked')).toEqual([]);
    await page.getByLabel(words['made-by-somebody-else']).check();
    await page.getByRole('button', { name: texts.goOn, exact: true }).click();
    const title = page.getByRole('heading', { name: texts.confirmTitle });
    await title.waitFor();
    await waitForFocus(title);
    expect(await inspect(page, 'desk-cancellation/stop-sure')).toEqual([]);
    expect((await statusOf(system.world, confirmed)).state).toBe('locked');
    await page.getByRole('button', { name: texts.stopNow }).dblclick();

    await page.getByText(texts.stoppedNow).waitFor();
    const withdrawal = page.getByRole('region', { name: texts.withdrawal });
    await withdrawal.getByText(words['stopped-by-staff']).waitFor();
    await withdrawal.getByText(staff.username).waitFor();
    await withdrawal.getByText(words['made-by-somebody-else']).waitFor();
    expect(await inspect(page, 'desk-cancellation/withdrawn')).toEqual([]);
    expect((await statusOf(system.world, confirmed)).state).toBe('withdrawn');
    await signIn(ada);
  }, 120_000);
});
