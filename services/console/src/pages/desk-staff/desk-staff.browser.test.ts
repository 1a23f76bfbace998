import { expect, it } from '@jest/globals';
import { staffMember } from '../../../../../e2e/src/story/person.ts';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { staffTexts } from '../../staff/staff.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { administrator, nextMail, signIn, somebody, stranger, type Person } from '../../testing/people.ts';
import { acceptStaffTexts } from '../accept-staff/texts.ts';
import { deskStaffTexts } from './texts.ts';

describeInBrowser('The staff', ({ language, openPage }) => {
  const texts = deskStaffTexts[language];
  const accept = acceptStaffTexts[language];
  const roles = staffTexts[language];
  let admin: ReturnType<typeof administrator> | undefined;
  const grace = () => (admin ??= administrator());

  /** Somebody of the staff beside the one who asks. */
  const colleague = async ({ browser, world: where }: Person): Promise<Person> => {
    const who = { ...stranger('hedy'), username: `Hedy ${String(Math.random()).slice(2, 8)}` };
    const input = { email: who.email, role: 'support' };
    const { body } = await browser.post<{ token: string }>('/v1/staff/invitations', input);
    return staffMember(where, who, body.token);
  };

  it('is joined by invitation: by its mail, with a password, and then a second factor is asked for (ADM-1)', async () => {
    const hedy = stranger('hedy');
    const { browser } = await grace();
    const page = await openPage({ as: await grace(), path: '/admin/staff' });
    await page.getByLabel(texts.email).waitFor();
    expect(await inspect(page, 'desk-staff/empty')).toEqual([]);
    const mail = await nextMail(browser, hedy.email);
    await page.getByLabel(texts.email).fill(hedy.email);
    await page.getByRole('radio', { name: roles.auditor }).check();
    await page.getByRole('button', { name: texts.send }).dblclick();
    await page.getByText(texts.invited(hedy.email)).waitFor();
    const shown = await page.locator('code').innerText();
    const link = await mail(/(http\S+\/staff\/accept#\S+)/);
    expect(shown).toBe(link);
    await eventually(async () => expect(await page.getByRole('rowheader', { name: hedy.email }).count()).toBe(1));
    expect(await inspect(page, 'desk-staff/invited')).toEqual([]);
    await page.reload();
    await page.getByRole('rowheader', { name: hedy.email }).waitFor();
    await eventually(async () => expect(await page.locator('code').count()).toBe(0));

    const hers = await openPage({ path: link });
    await hers.getByLabel(accept.username).waitFor();
    await eventually(async () => expect(await hers.getByLabel(accept.email).inputValue()).toBe(hedy.email));
    expect(await inspect(hers, 'accept-staff/empty')).toEqual([]);
    const password = hers.getByLabel(accept.password, { exact: true });
    await hers.getByLabel(accept.username).fill(hedy.username);
    await password.fill('short');
    await hers.getByRole('button', { name: accept.accept }).click();
    await hers.getByRole('alert').waitFor();
    expect(await inspect(hers, 'accept-staff/wrong')).toEqual([]);
    await password.fill('password1234');
    await hers.getByRole('button', { name: accept.accept }).click();
    await hers.getByRole('alert').waitFor();
    await password.fill(hedy.password);
    await hers.getByText(accept.longEnough).waitFor();
    await hers.getByRole('button', { name: accept.accept }).click();
    await hers.getByRole('heading', { name: accept.doneTitle }).waitFor();
    expect(await inspect(hers, 'accept-staff/made')).toEqual([]);
    await eventually(async () =>
      expect(await hers.getByRole('link', { name: accept.toFactor }).getAttribute('href')).toBe('/settings/security'),
    );

    await hers.goto('/admin/staff');
    await hers.getByText(sessionTexts[language].factorMissing).waitFor();
    expect(await inspect(hers, 'desk-staff/factor-missing')).toEqual([]);
    const setUp = hers.getByRole('link', { name: sessionTexts[language].setUpFactor });
    await eventually(async () => expect(await setUp.getAttribute('href')).toBe('/settings/security'));

    await page.reload();
    await page.getByRole('rowheader', { name: hedy.username }).waitFor();
    await page.getByText(texts.noInvitations).waitFor();
    await hers.goto('/sign-in');
    await hers.goto(link);
    await hers.getByText(problemTexts[language]['invitation-unknown']).waitFor();
    expect(await inspect(hers, 'accept-staff/over')).toEqual([]);
  });

  it('is not joined by an invitation that was revoked (ADM-1)', async () => {
    const { email } = stranger('revoked');
    const page = await openPage({ as: await grace(), path: '/admin/staff' });
    await page.getByLabel(texts.email).fill(email);
    await page.keyboard.press('Enter');
    await page.getByText(texts.invited(email)).waitFor();
    const link = await page.locator('code').innerText();
    await page.getByRole('button', { name: texts.another }).click();
    await page.getByRole('button', { name: texts.revokeOf(email) }).click();
    await page.getByText(texts.revokeWhat(email)).waitFor();
    expect(await inspect(page, 'desk-staff/revoking')).toEqual([]);
    await page.getByRole('button', { name: texts.revokeAct }).click();
    const said = page.getByText(texts.revoked(email));
    await said.waitFor();
    await page.getByText(texts.noInvitations).waitFor();
    await waitForFocus(said);

    const ada = await openPage({ as: await somebody(), path: link });
    await ada.getByText(problemTexts[language]['invitation-unknown']).waitFor();
    await ada.goto('/staff/accept');
    await ada.getByText(accept.noToken).waitFor();
    expect(await inspect(ada, 'accept-staff/no-token')).toEqual([]);
  });

  it('changes roles: whoever gets another one, or none any more, is signed out everywhere and told (ADM-1, SES-3)', async () => {
    const chief = await grace();
    const hedy = await colleague(chief);
    const page = await openPage({ as: chief, path: '/admin/staff' });
    const rowOf = page.getByRole('row').filter({ hasText: hedy.username });
    const choice = page.getByRole('radiogroup', { name: texts.roleOf(hedy.username) });
    const change = page.getByRole('button', { name: texts.changeOf(hedy.username) });
    expect(await page.getByRole('button', { name: texts.changeOf(chief.username) }).count()).toBe(0);
    await change.click();
    await waitForFocus(choice.getByRole('radio', { name: roles.support }));
    expect(await inspect(page, 'desk-staff/role')).toEqual([]);
    const mail = await nextMail(chief.browser, hedy.email);
    await choice.getByRole('radio', { name: roles.auditor }).check();
    await page.getByRole('button', { name: texts.saveRole }).click();
    const changed = page.getByText(texts.roleIs(hedy.username, roles.auditor));
    await changed.waitFor();
    await waitForFocus(changed);
    await rowOf.getByText(roles.auditor, { exact: true }).waitFor();
    await mail(/(.)/);
    expect((await hedy.browser.get('/v1/account')).status).toBe(401);
    await signIn(hedy);
    const { body } = await hedy.browser.get<{ staffRole?: string }>('/v1/account');
    expect(body.staffRole).toBe('auditor');

    await change.click();
    await page.getByRole('button', { name: texts.remove }).click();
    await page.getByText(texts.removeWhat(hedy.username)).waitFor();
    expect(await inspect(page, 'desk-staff/removing')).toEqual([]);
    await page.getByRole('button', { name: texts.removeAct }).click();
    const removed = page.getByText(texts.removed(hedy.username));
    await removed.waitFor();
    await waitForFocus(removed);
    await eventually(async () => expect(await rowOf.count()).toBe(0));
    expect((await hedy.browser.get('/v1/account')).status).toBe(401);
  });
});
