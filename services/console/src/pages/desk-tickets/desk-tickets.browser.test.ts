import { expect, it } from '@jest/globals';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { administrator, firstWorkspace, somebody, submitTicket } from '../../testing/people.ts';
import { ticketWords } from '../../tickets/ticket-words.texts.ts';
import { deskTicketTexts } from '../desk-ticket/texts.ts';
import { ticketTexts } from '../ticket/texts.ts';
import { deskTicketsTexts } from './texts.ts';

const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
};

describeInBrowser('The ticket desk', ({ language, openPage }) => {
  const words = ticketWords[language];
  const desk = deskTicketsTexts[language];
  const texts = deskTicketTexts[language];
  const ada = once(somebody);
  const grace = once(administrator);
  const colleague = once(administrator);

  const submit = async (subject: string): Promise<string> => {
    const submitter = await ada();
    return submitTicket(submitter, (await firstWorkspace(submitter)).workspaceId, subject, 'Nothing works.');
  };

  it('is for the staff', async () => {
    const page = await openPage({ as: await ada(), path: '/admin/tickets' });
    await page.getByText(sessionTexts[language].staffOnly).waitFor();
    await eventually(async () => expect(await page.getByRole('table').count()).toBe(0));
    expect(await inspect(page, 'desk-tickets/not-allowed')).toEqual([]);
  });

  it('opens by Enter, is taken, handed to a colleague and answered; its submitter sees the answer (TIC-1)', async () => {
    const subject = `Nothing works ${String(Date.now())}`;
    const ticketId = await submit(subject);
    const { workspaceId } = await firstWorkspace(await ada());
    const [admin, other] = [await grace(), await colleague()];
    const page = await openPage({ as: admin, path: `/admin/tickets?assigned=nobody&workspace=${workspaceId}` });
    await page.getByRole('link', { name: subject }).waitFor();
    expect(await inspect(page, 'desk-tickets/many')).toEqual([]);
    await page.getByRole('link', { name: subject }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    await page.getByText(texts.unassigned).waitFor();
    expect(await inspect(page, 'desk-ticket/unassigned')).toEqual([]);

    await page.getByRole('button', { name: texts.toMe }).click();
    await page.getByText(texts.isAssigned(admin.username)).waitFor();
    await page.getByLabel(texts.colleague).selectOption({ value: other.accountId });
    await page.getByRole('button', { name: texts.assign, exact: true }).click();
    await page.getByText(texts.isAssigned(other.username)).waitFor();

    await page.getByLabel(texts.answer, { exact: true }).fill('Turn it off and on.');
    await page.reload();
    await eventually(async () =>
      expect(await page.getByLabel(texts.answer, { exact: true }).inputValue()).toBe('Turn it off and on.'),
    );
    await page.getByRole('button', { name: texts.send }).click();
    await page.getByText(texts.sent).waitFor();
    expect(await inspect(page, 'desk-ticket/answered')).toEqual([]);

    const submitter = await openPage({ as: await ada(), path: `/tickets/${ticketId}` });
    await submitter.getByText('Turn it off and on.').waitFor();
    await submitter.getByText(ticketTexts[language].assigned).first().waitFor();

    await page.getByRole('button', { name: texts.close }).click();
    await page.getByText(texts.closeWhat).waitFor();
    expect(await inspect(page, 'desk-ticket/closing')).toEqual([]);
    await page.getByRole('button', { name: texts.closeAct }).click();
    await page.getByText(texts.final).waitFor();
    await eventually(async () => expect(await page.getByLabel(texts.answer, { exact: true }).count()).toBe(0));
    expect(await inspect(page, 'desk-ticket/closed')).toEqual([]);
  });

  it('is filtered by the address, and says how many there are in all (API-1)', async () => {
    const subject = `Mine ${String(Date.now())}`;
    const ticketId = await submit(subject);
    const admin = await grace();
    await admin.browser.post(`/v1/staff/tickets/${ticketId}/assign`, {});
    const page = await openPage({ as: admin, path: '/admin/tickets' });
    await page.getByText(desk.me, { exact: true }).click();
    await page.getByText(desk.total(1)).waitFor();
    await eventually(() => expect(new URL(page.url()).search).toBe('?assigned=me'));
    await page.getByRole('button', { name: desk.more }).click();
    await page.getByText(words.urgent, { exact: true }).click();
    await page.getByText(desk.noneFound).waitFor();
    expect(await inspect(page, 'desk-tickets/none-found')).toEqual([]);
    await page.goBack();
    await page.getByRole('link', { name: subject }).waitFor();
    const { workspaceId } = await firstWorkspace(await ada());
    await page.goto(`/admin/tickets?workspace=${workspaceId}`);
    await page.getByText(desk.ofWorkspace(workspaceId)).waitFor();
  });

  it('shows what is cleared as cleared, and until when a cancelled submitter’s ticket is closed (TIC-2, TIC-5)', async () => {
    const ticketId = await submit('Of a cancelled account');
    const page = await openPage({ as: await grace(), path: '/admin/tickets' });
    await page.route(`**/v1/staff/tickets/${ticketId}*`, async (route) => {
      const answer = await route.fetch();
      const { ticket, messages } = (await answer.json()) as { ticket: object; messages: readonly object[] };
      const due = { closesAt: '2031-03-04T13:00:00.000Z', dueBy: '2031-03-04T17:00:00.000Z' };
      await route.fulfill({
        json: {
          ticket: { ...ticket, ...due, submitter: null, subject: null },
          messages: messages.map((message) => ({ ...message, text: null, author: null })),
          changes: [{ change: 'closure-scheduled', at: '2031-02-21T09:00:00.000Z', assignee: null }],
          nextCursor: null,
        },
      });
    });
    await page.goto(`/admin/tickets/${ticketId}`);
    await page.getByRole('heading', { level: 1, name: words.noSubject }).waitFor();
    await page.getByText(words.cleared).waitFor();
    await page.getByText(texts['closure-scheduled']).waitFor();
    await page.getByText(texts.cancelledAccount, { exact: true }).first().waitFor();
    expect(await inspect(page, 'desk-ticket/orphaned')).toEqual([]);
    await page.getByRole('button', { name: texts.close }).click();
    await page.getByText(texts.closeOrphan).waitFor();
  });

  it('says what is needed where a session has no second factor, and leads there (MFA-2)', async () => {
    const page = await openPage({ as: await grace(), path: '/sign-in' });
    await page.route('**/v1/sessions/current', async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const answer = await route.fetch();
      return route.fulfill({ json: { ...((await answer.json()) as object), secondFactor: false } });
    });
    await page.goto('/admin/tickets');
    await page.getByText(sessionTexts[language].factorNotGiven).waitFor();
    expect(await inspect(page, 'desk-tickets/factor-not-given')).toEqual([]);
    await page.getByRole('button', { name: sessionTexts[language].signInWithFactor }).click();
    await page.getByLabel(sessionTexts[language].email).waitFor();
    await eventually(() => expect(new URL(page.url()).searchParams.get('back')).toBe('/admin/tickets'));
  });
});
