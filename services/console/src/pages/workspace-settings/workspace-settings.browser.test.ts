import { expect, it } from '@jest/globals';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { waitForFocus } from '../../testing/focus.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { addMember, createWorkspace, somebody, type Person } from '../../testing/people.ts';
import { advance } from '../../testing/world.ts';
import { workspaceTexts } from '../../workspaces/workspaces.texts.ts';
import { workspaceSettingsTexts } from './texts.ts';

describeInBrowser('Workspace settings', ({ language, openPage }) => {
  const texts = workspaceSettingsTexts[language];
  const words = workspaceTexts[language];
  const path = (workspaceId: string): string => `/workspaces/${workspaceId}/settings`;
  let known: Promise<readonly [Person, Person]> | undefined;
  const adaAndBob = (): Promise<readonly [Person, Person]> => {
    known ??= Promise.all([somebody('ada'), somebody('bob')]);
    return known;
  };

  it('renames the workspace, in its row and in the switcher (WS-7)', async () => {
    const [ada] = await adaAndBob();
    const page = await openPage({ as: ada, path: path(await createWorkspace(ada, 'Before')) });
    await page.getByRole('button', { name: texts.rename }).click();
    await eventually(async () => expect(await page.getByLabel(texts.newName).inputValue()).toBe('Before'));
    expect(await inspect(page, 'workspace-settings/rename')).toEqual([]);
    const name = `${'工作空间'.repeat(8)} ${'W'.repeat(64)}`;
    await page.getByLabel(texts.newName).fill(name);
    await page.getByRole('button', { name: texts.save }).dblclick();
    await page.getByRole('status').getByText(texts.renamed(name)).waitFor();
    await eventually(async () => expect(await page.locator('select option:checked').first().textContent()).toBe(name));
    expect(await inspect(page, 'workspace-settings/renamed')).toEqual([]);
  });

  it('transfers the ownership after a fresh verification, and says what one is then (WS-2, SES-7)', async () => {
    const [ada, bob] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Given away');
    await addMember(ada, bob, workspaceId);
    const page = await openPage({ as: ada, path: path(workspaceId) });
    await page.getByText(texts.notWithMembers('1', true)).waitFor();
    await page.getByRole('button', { name: texts.transfer }).click();
    await page.getByRole('button', { name: texts.transferIt }).click();
    await page.getByRole('alert').getByText(texts.choose).waitFor();
    await page.getByRole('combobox', { name: texts.to }).fill(bob.username.slice(0, 6));
    expect(await inspect(page, 'workspace-settings/member-picker')).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(texts.transferWhat(bob.username)).waitFor();
    expect(await inspect(page, 'workspace-settings/transfer')).toEqual([]);
    advance(11 * 60_000);
    await page.getByRole('button', { name: texts.transferTo(bob.username) }).click();
    const sheet = page.getByRole('dialog', { name: sessionTexts[language].verify });
    await sheet.getByLabel(sessionTexts[language].password, { exact: true }).fill(ada.password);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(texts.transferred(bob.username)).waitFor();
    await page.getByText(texts.whoTransfers).waitFor();
    expect(await inspect(page, 'workspace-settings/not-the-owner')).toEqual([]);
  });

  it('closes a workspace by its name as it is seen, and says so where it was (WS-4, W4)', async () => {
    const [ada] = await adaAndBob();
    const name = 'Ends  here \u200D';
    const page = await openPage({ as: ada, path: path(await createWorkspace(ada, `${name}!`)) });
    await page.getByRole('button', { name: texts.closeAction }).click();
    const typed = page.getByRole('textbox');
    await typed.fill('Something else');
    await page.getByRole('button', { name: texts.closeIt }).click();
    await page.getByRole('alert').getByText(problemTexts[language]['name-differs']).waitFor();
    expect(await inspect(page, 'workspace-settings/close')).toEqual([]);
    await typed.fill('Ends here !');
    await page.getByRole('button', { name: texts.closeIt }).dblclick();
    const heading = page.getByRole('heading', { level: 1 });
    await page.getByRole('link', { name: words.myWorkspaces }).waitFor();
    await eventually(async () => expect(await heading.textContent()).toBe(texts.closed(`${name}!`)));
    await waitForFocus(heading);
    expect(await inspect(page, 'workspace-settings/closed')).toEqual([]);
    await page.reload();
    await page.getByText(problemTexts[language]['workspace-unknown']).waitFor();
  });

  it('says plainly that a name is gone, in its page and in the switcher (WS-7)', async () => {
    const [ada] = await adaAndBob();
    const workspaceId = await createWorkspace(ada, 'Not read any more');
    const withoutNames = (text: string): string => text.replaceAll('"name":"Not read any more"', '"name":null');
    const page = await openPage({ as: ada, path: path(workspaceId) });
    await page.route(/\/v1\/workspaces/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: withoutNames(await response.text()) });
    });
    await page.reload();
    await page.locator('bdi').getByText(words.nameGone).first().waitFor();
    await eventually(async () =>
      expect(await page.locator('select option:checked').first().textContent()).toBe(words.nameGone),
    );
    expect(await page.getByRole('button', { name: texts.rename, exact: true }).count()).toBe(0);
    expect(await inspect(page, 'workspace-settings/name-gone')).toEqual([]);
  });
});
