import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { administrator, firstWorkspace, nextMail, somebody, submitTicket } from '../../testing/people.ts';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { newTicketTexts } from '../new-ticket/texts.ts';
import { ticketsTexts } from '../tickets/texts.ts';
import { ticketTexts } from './texts.ts';

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
};

describeInBrowser('Tickets', ({ language, openPage }) => {
  const words = ticketWords[language];
  const texts = ticketTexts[language];
  const list = ticketsTexts[language];
  const form = newTicketTexts[language];
  const ada = once(somebody);
  const grace = once(administrator);

  const submit = async (subject: string, text = 'The export stops half-way.'): Promise<string> => {
    const submitter = await ada();
    return submitTicket(submitter, (await firstWorkspace(submitter)).workspaceId, subject, text);
  };
  const byStaff = async (ticketId: string, what: string, body: object = {}): Promise<void> => {
    const { status } = await (await grace()).browser.post(`/v1/staff/tickets/${ticketId}/${what}`, body);
    expect(status).toBe(200);
  };
  const openTicket = async (ticketId: string): Promise<Page> =>
    openPage({ as: await ada(), path: `/tickets/${ticketId}` });

  it('are submitted by keyboard alone, lead to what they became, and stand in the list (TIC-1)', async () => {
    await firstWorkspace(await ada());
    const page = await openPage({ as: await ada(), path: '/tickets' });
    await page.getByText(list.none).waitFor();
    expect(await inspect(page, 'tickets/empty')).toEqual([]);
    await page.getByRole('link', { name: list.newTicket }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: form.title }).waitFor();
    await page.getByLabel(words.workspace, { exact: true }).first().waitFor();
    expect(await inspect(page, 'new-ticket/empty')).toEqual([]);
    await page.getByLabel(words.type).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Export 停止');
    await page.keyboard.press('Tab');
    await page.keyboard.type('It stops half-way.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Export 停止' }).waitFor();
    await eventually(() => expect(new URL(page.url()).pathname).toMatch(/^\/tickets\/[\w-]{36}$/));
    await page.getByText(texts.nobodyYet).waitFor();
    await waitForFocus(page.locator('h1').first());
    expect(await inspect(page, 'ticket/waiting')).toEqual([]);
    await page.getByRole('link', { name: texts.all }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('table').getByText(words.incident).waitFor();
    expect(await inspect(page, 'tickets/one')).toEqual([]);
    await page.getByRole('link', { name: 'Export 停止' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Export 停止' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: list.title }).waitFor();
  });

  it('lose nothing that was typed, and say what is missing before anything is sent', async () => {
    const page = await openPage({ as: await ada(), path: '/new-ticket' });
    await page.getByRole('button', { name: form.submit }).click();
    await page.getByRole('alert').waitFor();
    expect(await inspect(page, 'new-ticket/wrong')).toEqual([]);
    await page.getByLabel(words.subject).fill('Kept');
    await page.getByLabel(words.text, { exact: true }).fill('y'.repeat(20_001));
    await page.getByText(words.charactersLeft(-1)).waitFor();
    await page.reload();
    await eventually(async () => expect(await page.getByLabel(words.subject).inputValue()).toBe('Kept'));
    await page.getByRole('button', { name: form.submit }).click();
    await page.getByRole('alert').getByText(form.textLong).waitFor();
  });

  it('tell when they are closed once the staff answered, and take a reply, whose draft is kept (TIC-1)', async () => {
    const { browser, email } = await ada();
    const ticketId = await submit('Where is my data?', `${'A long story. '.repeat(200)}\n\nاختبار 爱达 👩‍🚀`);
    const mail = await nextMail(browser, email);
    await byStaff(ticketId, 'assign');
    await byStaff(ticketId, 'answers', { text: 'In Frankfurt.' });

    // The link of the mail, without a session: sign in first, then here.
    const page = await openPage({ path: await mail(/(http\S+\/tickets\/[\w-]{36})/) });
    await page.getByLabel(sessionTexts[language].email).fill(email);
    await page.getByLabel(sessionTexts[language].password, { exact: true }).fill((await ada()).password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Where is my data?' }).waitFor();
    await page.getByText(texts.assigned).waitFor();
    await page
      .getByText(/2026|20\d\d/)
      .first()
      .waitFor();
    await eventually(async () =>
      expect(await page.getByRole('main').innerText()).toContain(texts.answered('…').split('…')[0]),
    );
    expect(await inspect(page, 'ticket/answered')).toEqual([]);
    await page.getByRole('button', { name: words.showAll('2,815') }).click();
    await page.getByText('爱达').waitFor();

    await page.getByLabel(texts.reply, { exact: true }).fill('And the copies?');
    await page.reload();
    await eventually(async () =>
      expect(await page.getByLabel(texts.reply, { exact: true }).inputValue()).toBe('And the copies?'),
    );
    await page.getByRole('button', { name: texts.send }).dblclick();
    await page.getByText(texts.sent).waitFor();
    await page.getByText(texts.beingWorkedOn).waitFor();
    await eventually(async () =>
      expect(await page.getByRole('listitem').filter({ hasText: 'And the copies?' }).count()).toBe(1),
    );
    await eventually(async () => expect(await page.getByLabel(texts.reply, { exact: true }).inputValue()).toBe(''));
    expect(await inspect(page, 'ticket/replied')).toEqual([]);
  });

  it('are closed after it was said what that means; then a new one is offered (TIC-1)', async () => {
    const page = await openTicket(await submit('Solved'));
    await page.getByRole('button', { name: texts.close }).click();
    await page.getByText(texts.closeWhat).waitFor();
    await eventually(() => expect(new URL(page.url()).search).toBe('?open=close'));
    expect(await inspect(page, 'ticket/closing')).toEqual([]);
    await page.getByRole('button', { name: texts.closeKeep }).click();
    await waitForFocus(page.locator(`button:has-text("${texts.close}")`).first());
    await page.getByRole('button', { name: texts.close }).click();
    await page.getByRole('button', { name: texts.closeAct }).click();
    await page.getByText(texts.final).waitFor();
    await eventually(async () => expect(await page.getByLabel(texts.reply, { exact: true }).count()).toBe(0));
    await waitForFocus(page.locator('main [role=group][tabindex="-1"]').first());
    await eventually(() => expect(new URL(page.url()).search).toBe(''));
    expect(await inspect(page, 'ticket/closed')).toEqual([]);
    await page.getByRole('link', { name: texts.newTicket }).click();
    await page.getByRole('heading', { level: 1, name: form.title }).waitFor();
  });

  it('keep what was typed where they were closed meanwhile: it goes into a new one', async () => {
    const ticketId = await submit('Closed meanwhile');
    const page = await openTicket(ticketId);
    await page.getByLabel(texts.reply, { exact: true }).fill('One thing more.');
    await byStaff(ticketId, 'close');
    await page.getByRole('button', { name: texts.send }).click();
    await page.getByLabel(texts.draftLeft).waitFor();
    expect(await inspect(page, 'ticket/closed-meanwhile')).toEqual([]);
    await page.getByRole('button', { name: texts.newFromDraft }).click();
    await page.getByRole('heading', { level: 1, name: form.title }).waitFor();
    await eventually(async () =>
      expect(await page.getByLabel(words.text, { exact: true }).inputValue()).toBe('One thing more.'),
    );
  });

  it('are cancelled while nobody works on them, and not once somebody does (TIC-1)', async () => {
    const page = await openTicket(await submit('Never mind'));
    await page.getByRole('button', { name: texts.cancel }).click();
    await page.getByText(texts.cancelWhat).waitFor();
    await page.getByRole('button', { name: texts.cancelAct }).click();
    await page.getByText(texts.final).waitFor();
    expect(await inspect(page, 'ticket/cancelled')).toEqual([]);

    const taken = await submit('Taken');
    await page.goto(`/tickets/${taken}?open=cancel`);
    await page.getByText(texts.cancelWhat).waitFor();
    await byStaff(taken, 'assign');
    await page.getByRole('button', { name: texts.cancelAct }).click();
    await page.getByText(problemTexts[language]['ticket-assigned']).waitFor();
    await page.getByText(texts.beingWorkedOn).waitFor();
  });

  it('are found by state and workspace, which stand in the address, 50 at a time (API-1)', async () => {
    for (let tens = 0; tens < 5; tens += 1)
      await Promise.all(Array.from({ length: 10 }, (_, index) => submit(`Ticket ${String(tens * 10 + index)}`)));
    const page = await openPage({ as: await ada(), path: '/tickets?state=waiting-for-assignment' });
    await page.getByRole('table').waitFor();
    const links = page.getByRole('rowheader');
    await eventually(async () => expect(await links.count()).toBe(50));
    await page.getByRole('button', { name: words.showMore }).click();
    await page.getByRole('link', { name: 'Export 停止' }).waitFor();
    await page.getByText(words.cancelled, { exact: true }).first().click();
    await page.getByText(words['waiting-for-assignment'], { exact: true }).first().click();
    await page.getByRole('link', { name: 'Never mind' }).waitFor();
    await eventually(() => expect(new URL(page.url()).search).toBe('?state=cancelled'));
    await eventually(async () => expect(await links.count()).toBe(1));
    await page.goBack();
    await page.getByRole('link', { name: 'Ticket 49' }).waitFor();
    await page.goto('/tickets?state=feedback-provided');
    await page.getByText(list.noneFound).waitFor();
    expect(await inspect(page, 'tickets/none-found')).toEqual([]);
  });

  it('say so where there is none like that, or it is not one’s own', async () => {
    const page = await openTicket('0198c0de-0000-7000-8000-000000000000');
    await page.getByText(problemTexts[language]['ticket-unknown']).waitFor();
    expect(await inspect(page, 'ticket/unknown')).toEqual([]);
  });
});
