import { expect, it } from '@jest/globals';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { createWorkspace, nextMail, somebody, speaking } from '../../testing/people.ts';
import { membersTexts } from '../members/texts.ts';
import { invitationTexts } from './texts.ts';

const invitationLink = /(http\S*\/invitation#\S+)/;

describeInBrowser('Invitation', ({ language, openPage }) => {
  const texts = invitationTexts[language];
  const session = sessionTexts[language];

  it('for another address says so, and goes on with the other account; it works once (W1)', async () => {
    const [ada, bob, eve] = await Promise.all([somebody('ada'), somebody('bob'), somebody('eve')]);
    await speaking(bob, language);
    const name = 'W'.repeat(40);
    const workspaceId = await createWorkspace(ada, name);
    const mail = await nextMail(ada.browser, bob.email);
    await ada.browser.post(`/v1/workspaces/${workspaceId}/invitations`, { email: bob.email, role: 'administrator' });
    const link = await mail(invitationLink);
    const page = await openPage({ as: eve, path: link });
    await page.getByRole('button', { name: texts.accept(name) }).click();
    await page.getByText(problemTexts[language]['invitation-for-another-address']).waitFor();
    expect(await inspect(page, 'invitation/another-address')).toEqual([]);
    await page.getByRole('button', { name: texts.otherAccount }).click();
    await page.getByLabel(session.email).fill(bob.email);
    await eventually(() => expect(page.url()).toBe(link));
    await page.getByLabel(session.password, { exact: true }).fill(bob.password);
    await page.keyboard.press('Enter');
    await page.getByText(texts.as(bob.username, bob.email)).waitFor();

    // Whoever signs in or registers elsewhere meanwhile comes back to it from the start page.
    await page.goto('/');
    await page.getByRole('button', { name: texts.accept(name) }).click();
    await page.getByRole('heading', { name: membersTexts[language].title }).waitFor();

    await page.goto(link);
    await page.getByRole('heading', { name: texts.gone }).waitFor();
    expect(await inspect(page, 'invitation/gone')).toEqual([]);
    await page.getByRole('link', { name: texts.myWorkspaces }).click();
    await page.getByRole('heading', { name: membersTexts[language].title }).waitFor();
  });

  it('whose link is not whole says so', async () => {
    const page = await openPage({ path: '/invitation' });
    await page.getByText(texts.incomplete).waitFor();
    expect(await inspect(page, 'invitation/incomplete')).toEqual([]);
    await page.goto('/invitation#nonsense');
    await page.getByRole('heading', { name: texts.gone }).waitFor();
  });
});
