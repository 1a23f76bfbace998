import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { advance } from '../../testing/world.ts';
import { addMember, createWorkspace, nextMail, somebody, speaking, type Person } from '../../testing/people.ts';
import { roleTexts, workspaceTexts } from '../../workspaces/workspaces.texts.ts';
import { invitationTexts } from '../invitation/texts.ts';
import { newWorkspaceTexts } from '../new-workspace/texts.ts';
import { membersTexts } from './texts.ts';

const invitationLink = /(http\S*\/invitation#\S+)/;

const isFocused = (page: Page, text: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.textContent?.includes(wanted) ?? false, text);

describeInBrowser('Members', ({ language, openPage }) => {
  const texts = membersTexts[language];
  const roles = roleTexts[language];
  const words = workspaceTexts[language];
  const made = newWorkspaceTexts[language];
  const path = (workspaceId: string, search = ''): string => `/workspaces/${workspaceId}/members${search}`;
  let known: Promise<readonly [Person, Person]> | undefined;
  const adaAndBob = (): Promise<readonly [Person, Person]> => {
    known ??= Promise.all([somebody('ada'), somebody('bob').then((bob) => speaking(bob, language))]);
    return known;
  };

  it('leads from the start page to a workspace, makes another, and invites by keyboard alone (WS-5)', async () => {
    const [ada, bob] = await adaAndBob();
    const mail = await nextMail(ada.browser, bob.email);
    const page = await openPage({ as: ada, path: '/' });
    await page.getByRole('heading', { level: 1, name: texts.title }).waitFor();
    await page.getByRole('link', { name: words.newWorkspace }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: made.title }).waitFor();
    await page.getByLabel(made.name).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(made.enterName).waitFor();
    expect(await inspect(page, 'new-workspace/wrong')).toEqual([]);
    await page.getByLabel(made.name).focus();
    await page.keyboard.type('Werkstatt 工作坊 ورشة 👩‍🚀');
    await page.keyboard.press('Enter');
    await page.getByText(texts.onlyYou).waitFor();
    expect(await inspect(page, 'members/only-me')).toEqual([]);

    await page.getByRole('button', { name: texts.invite }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(texts.email).waitFor();
    await waitForFocus(page.getByLabel(texts.email));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText(texts.enterEmail).waitFor();
    await page.getByLabel(texts.email).focus();
    await page.keyboard.type(bob.email);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(bob.email).waitFor();
    await eventually(async () => expect(await page.getByLabel(texts.email).inputValue()).toBe(''));
    expect(await inspect(page, 'members/invited')).toEqual([]);
    expect(await mail(invitationLink)).toContain('/invitation#');
  });

  it('lists open invitations, sends one again until it is too many, and revokes it (I3)', async () => {
    const [ada] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Invitations');
    const email = 'somebody.with.a.rather.long.address@a-rather-long-domain.example.org';
    const page = await openPage({ as: ada, path: path(workspaceId, '?part=invitations') });
    await page.getByText(texts.noInvitations).waitFor();
    expect(await inspect(page, 'members/no-invitations')).toEqual([]);
    await ada.browser.post(`/v1/workspaces/${workspaceId}/invitations`, { email, role: 'read-only' });
    await page.reload();
    const again = page.getByRole('button', { name: texts.sendAgainTo(email) });
    await again.dblclick();
    await page
      .getByRole('status')
      .getByText(texts.sentAgain('').split(/ |，/)[0] ?? '')
      .waitFor();
    for (let sent = 2; sent < 5; sent += 1)
      await ada.browser.post(`/v1/workspaces/${workspaceId}/invitations`, { email, role: 'read-only' });
    await page.reload();
    await again.click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain(
      problemTexts[language]['too-many-invitations']({ until: '@', attemptsLeft: undefined })
        .split('@')[0]
        ?.slice(0, 6),
    );
    expect(await inspect(page, 'members/too-many-invitations')).toEqual([]);

    await page.getByRole('button', { name: texts.revokeOf(email) }).click();
    await page.getByText(texts.revokeWhat(email)).waitFor();
    expect(await inspect(page, 'members/revoke')).toEqual([]);
    await page.getByRole('button', { name: texts.revokeIt }).dblclick();
    await page.getByText(texts.revoked(email)).waitFor();
    await eventually(async () => expect(await isFocused(page, texts.revoked(email))).toBe(true));
    await page.getByText(texts.noInvitations).waitFor();
  });

  it('is joined by the link of the mail, after signing in there; then another role, then out (WS-5)', async () => {
    const [ada, bob] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Werkstatt');
    const mail = await nextMail(ada.browser, bob.email);
    await ada.browser.post(`/v1/workspaces/${workspaceId}/invitations`, { email: bob.email, role: 'read-only' });
    const invitation = invitationTexts[language];
    const session = sessionTexts[language];
    const theirs = await openPage({ path: await mail(invitationLink) });
    await theirs.getByRole('heading', { name: invitation.invited('Werkstatt') }).waitFor();
    expect(await inspect(theirs, 'invitation/signed-out')).toEqual([]);
    await theirs.getByLabel(session.email).fill(bob.email);
    await theirs.getByLabel(session.password, { exact: true }).fill(bob.password);
    await theirs.keyboard.press('Enter');
    await theirs.getByText(invitation.as(bob.username, bob.email)).waitFor();
    expect(await inspect(theirs, 'invitation/signed-in')).toEqual([]);
    await theirs.getByRole('button', { name: invitation.accept('Werkstatt') }).dblclick();
    await theirs.getByText(words['read-only']).waitFor();
    await eventually(() => expect(new URL(theirs.url()).pathname).toBe(path(workspaceId)));
    await eventually(async () => expect(await theirs.getByRole('button', { name: texts.invite }).count()).toBe(0));
    expect(await inspect(theirs, 'members/as-read-only')).toEqual([]);

    const page = await openPage({ as: ada, path: path(workspaceId) });
    await page.getByRole('button', { name: texts.changeOf(bob.username) }).click();
    const panel = page.getByRole('radiogroup', { name: texts.roleOf(bob.username) });
    await panel.getByRole('radio', { name: roles.administrator }).check();
    expect(await inspect(page, 'members/change')).toEqual([]);
    await page.getByRole('button', { name: texts.saveRole }).dblclick();
    await page.getByRole('status').getByText(texts.roleIs(bob.username, roles.administrator)).waitFor();
    await page.getByText(roles.administrator, { exact: true }).first().click();
    await page.getByText(texts.some('1', '2')).waitFor();
    await eventually(() => expect(new URL(page.url()).search).toBe('?role=administrator'));
    await page.goBack();
    await page.getByText(texts.inAll('2')).waitFor();

    await page.getByRole('button', { name: texts.changeOf(bob.username) }).click();
    await page.getByRole('button', { name: texts.remove(bob.username) }).click();
    await page.getByText(texts.removeWhat(bob.username)).waitFor();
    expect(await inspect(page, 'members/remove')).toEqual([]);
    await page.getByRole('button', { name: texts.remove(bob.username) }).dblclick();
    await page.getByText(texts.removed(bob.username)).waitFor();
    await eventually(async () => expect(await isFocused(page, texts.removed(bob.username))).toBe(true));
    await theirs.reload();
    await theirs.getByText(problemTexts[language]['workspace-unknown']).waitFor();
    expect(await inspect(theirs, 'members/gone')).toEqual([]);
    await theirs.getByRole('link', { name: words.myWorkspaces }).click();
    await theirs.getByText(words.owner).waitFor();
  });

  it('tells members who sees invitations, and lets them leave', async () => {
    const [ada, bob] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Left');
    await addMember(ada, bob, workspaceId);
    const page = await openPage({ as: bob, path: path(workspaceId, '?part=invitations') });
    await page.getByText(texts.notYours).waitFor();
    await page.getByRole('button', { name: texts.leave, exact: true }).click();
    await page.getByText(words.leaveWhat).waitFor();
    expect(await inspect(page, 'members/leave')).toEqual([]);
    await page.getByRole('button', { name: words.leave('Left') }).dblclick();
    await page.getByRole('heading', { name: words.left('Left') }).waitFor();
    await eventually(async () => expect(await isFocused(page, words.left('Left'))).toBe(true));
  });

  it('shows 120 members in pages, with names of any script and those of cancelled accounts', async () => {
    const [ada] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Many');
    const page = await openPage({ as: ada, path: '/new-workspace' });
    const names = ['W'.repeat(64), '欧阳娜娜'.repeat(16), 'عبد الرحمن بن خالد', '👩‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈', null, 'Bob'];
    const members = Array.from({ length: 120 }, (_, at) => ({
      accountId: `01940000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      username: names[at % names.length],
      role: at === 0 ? 'owner' : 'member',
      joinedAt: '2026-11-28T09:00:00.000Z',
    }));
    await page.route(`**/v1/workspaces/${workspaceId}/members*`, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
      const nextCursor = from + 50 < members.length ? String(from + 50) : null;
      const json = { members: members.slice(from, from + 50), total: members.length, nextCursor };
      return route.fulfill({ json });
    });
    await page.goto(path(workspaceId));
    await page.getByText(words.cancelledAccount).first().waitFor();
    await eventually(async () => expect(await page.getByRole('row').count()).toBe(51));
    expect(await inspect(page, 'members/many')).toEqual([]);
    await page.getByRole('button', { name: texts.more }).click();
    await page.getByRole('row').nth(100).waitFor();
    await page.getByRole('button', { name: texts.more }).click();
    await page.getByRole('row').nth(120).waitFor();
    await eventually(async () => expect(await page.getByRole('button', { name: texts.more }).count()).toBe(0));
  });

  it('makes nobody an administrator before a fresh verification, by an invitation or one sent again (SES-7)', async () => {
    const [ada, bob] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Administrators');
    const page = await openPage({ as: ada, path: path(workspaceId) });
    const verify = async () => {
      const sheet = page.getByRole('dialog', { name: sessionTexts[language].verify });
      await sheet.getByLabel(sessionTexts[language].password, { exact: true }).fill(ada.password);
      await page.keyboard.press('Enter');
      await sheet.waitFor({ state: 'detached' });
    };
    await page.getByRole('button', { name: texts.invite }).click();
    await page.getByLabel(texts.email).fill(bob.email);
    await page.getByRole('combobox', { name: texts.role }).selectOption('administrator');
    advance(11 * 60_000);
    await page.getByRole('button', { name: texts.send, exact: true }).click();
    await verify();
    await page.getByRole('status').getByText(bob.email).waitFor();
    advance(11 * 60_000);
    await page.goto(path(workspaceId, '?part=invitations'));
    await page.getByRole('button', { name: texts.sendAgainTo(bob.email) }).click();
    await verify();
    await page
      .getByRole('status')
      .getByText(texts.sentAgain('').split(/ |，/)[0] ?? '')
      .waitFor();
    await eventually(async () => expect(await page.getByText(roles.administrator).count()).toBeGreaterThan(0));
  });
});
