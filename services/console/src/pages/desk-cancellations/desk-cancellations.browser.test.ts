import { beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { leave, reached, type Confirmed } from '../../../../../e2e/src/story/cancelling.ts';
import { cancellationWords } from '../../cancellations/cancellation-words.texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { administrator, firstWorkspace, somebody, submitTicket, type Person } from '../../testing/people.ts';
import { world } from '../../testing/world.ts';
import { deskCancellationTexts } from '../desk-cancellation/texts.ts';
import { deskCancellationsTexts } from './texts.ts';

const path = '/admin/cancellations';

let staff: Person;
let gone: Person;
let waiting: Person;

const withTicket = async (): Promise<Person> => {
  const person = await somebody();
  const { workspaceId } = await firstWorkspace(person);
  await submitTicket(person, workspaceId, 'subject', 'text');
  return person;
};

beforeAll(async () => {
  if (process.env['LETHE_TEST_NO_BROWSER'] !== undefined) return;
  [staff, gone, waiting] = await Promise.all([administrator(), somebody(), withTicket()]);
  const confirmed: readonly Confirmed[] = [await leave(gone), await leave(waiting)];
  await reached(world, confirmed[0]!, 'completed');
  await reached(world, confirmed[1]!, 'cleared-but-tickets');
}, 60_000);

describeInBrowser('Cancellations for the staff', ({ language, openPage }) => {
  const texts = deskCancellationsTexts[language];
  const one = deskCancellationTexts[language];
  const words = cancellationWords[language];

  it('lists every attempt, narrowed by chips that stand in the address, and Back undoes it (ADM-2)', async () => {
    const page = await openPage({ as: staff, path });
    const table = page.getByRole('table', { name: texts.title });
    await table.getByText(gone.accountId).waitFor();
    await table.getByText(waiting.accountId).waitFor();
    expect(await inspect(page, 'desk-cancellations/list')).toEqual([]);
    await page.getByText(words.completed, { exact: true }).first().click();
    await page.waitForURL(/\?state=completed$/);
    await table.getByText(waiting.accountId).waitFor({ state: 'detached' });
    await table.getByText(gone.accountId).waitFor();
    await page.goBack();
    await table.getByText(waiting.accountId).waitFor();
  });

  it('finds one account by its exact id, says what is no id, and that there is none', async () => {
    const page = await openPage({ as: staff, path });
    const field = page.getByLabel(texts.accountId, { exact: true });
    await field.fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByText(texts.notAnId).waitFor();
    await field.fill(` ${waiting.accountId.toUpperCase()} `);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`account=${waiting.accountId}`));
    await page.getByText(texts.filtered(1)).waitFor();
    await page.goto(`${path}?account=${staff.accountId}`);
    await page.getByText(texts.noneFound).waitFor();
    expect(await inspect(page, 'desk-cancellations/none')).toEqual([]);
  });

  it('opens a row by Enter, which says how far it is until it is completed', async () => {
    const page = await openPage({ as: staff, path: `${path}?account=${waiting.accountId}` });
    await page.getByRole('link', { name: waiting.accountId }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${path}/${waiting.accountId}`);
    const heading = page.getByRole('heading', { level: 1, name: one.title });
    await heading.waitFor();
    await waitForFocus(heading);
    await page.getByText(words['cleared-but-tickets'], { exact: true }).waitFor();
    await page.getByText(one.tooLate).waitFor();
    await page.getByRole('row', { name: new RegExp(`^${one.ticketNumber(1)} `) }).waitFor();
    expect(await inspect(page, 'desk-cancellation/cleared-but-tickets')).toEqual([]);
  }, 120_000);

  it('has the certificate of what is completed, to copy and to download (CAN-11)', async () => {
    const page = await openPage({ as: staff, path: `${path}/${gone.accountId}` });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: one.download }).click();
    expect((await download).suggestedFilename()).toBe(`certificate-${gone.accountId}.jws`);
    expect(await inspect(page, 'desk-cancellation/completed')).toEqual([]);
  }, 120_000);

  it('says where there is none, and who may look', async () => {
    const page = await openPage({ as: staff, path: `${path}/${staff.accountId}` });
    await page.getByText(one.unknown).waitFor();
    const outsider = await openPage({ as: await somebody('eve'), path });
    await outsider.getByText(sessionTexts[language].staffOnly).waitFor();
    await eventually(async () => expect(await outsider.getByRole('table').count()).toBe(0));
  });
});
