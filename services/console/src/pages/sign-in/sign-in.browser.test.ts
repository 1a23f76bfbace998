import { expect, it } from '@jest/globals';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { sessionTexts } from '../../session/session.texts.ts';
import { languages, localeOf } from '../../texts/language.ts';
import { cookiesOf, describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { somebody, somebodyWithFactor, speaking } from '../../testing/people.ts';
import { problemTexts } from '../../problems/problem-texts.ts';
import { accountInformationTexts } from '../account-information/texts.ts';
import { membersTexts } from '../members/texts.ts';
import { signInTexts } from './texts.ts';

describeInBrowser('Sign-in', ({ language, openPage }) => {
  const texts = { ...sessionTexts[language], ...signInTexts[language] };

  it('signs in with email and password, and goes back to where one was', async () => {
    const ada = await speaking(await somebody(), language);
    const page = await openPage({ path: '/settings/user-information?open=username' });
    await page.getByRole('heading', { name: texts.title }).waitFor();
    expect(await inspect(page, 'sign-in/empty')).toEqual([]);
    await page.getByLabel(texts.email).fill(ada.email);
    await page.getByLabel(texts.password, { exact: true }).fill(ada.password);
    await page.getByRole('button', { name: texts.signIn }).click();
    await page.getByRole('heading', { level: 1, name: accountInformationTexts[language].title }).waitFor();
    await eventually(() => expect(new URL(page.url()).search).toBe('?open=username'));
  });

  it('asks for the second factor where there is one (MFA-2)', async () => {
    const ada = await somebodyWithFactor();
    await speaking(ada, language);
    const page = await openPage({ path: '/sign-in' });
    await page.getByLabel(texts.email).fill(ada.email);
    await page.getByLabel(texts.password, { exact: true }).fill(ada.password);
    await page.keyboard.press('Enter');
    await page.getByLabel(texts.code).waitFor();
    expect(await inspect(page, 'sign-in/second-factor')).toEqual([]);
    await page.getByLabel(texts.code).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText(problemTexts[language]['second-factor-wrong']).waitFor();
    await page.getByLabel(texts.code).fill(await ada.code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: membersTexts[language].title }).waitFor();
  });

  it('says the same for a wrong password and an unknown address, and keeps the address (ID-2)', async () => {
    const ada = await somebody();
    const page = await openPage({ path: '/sign-in' });
    for (const email of [ada.email, 'nobody@example.org']) {
      await page.getByLabel(texts.email).fill(email);
      await page.getByLabel(texts.password, { exact: true }).fill('wrong wrong wrong');
      await page.getByRole('button', { name: texts.signIn }).click();
      await page.getByRole('alert').getByText(problemTexts[language]['credentials-wrong']).waitFor();
      await eventually(async () => expect(await page.getByLabel(texts.email).inputValue()).toBe(email));
    }
    expect(await inspect(page, 'sign-in/wrong')).toEqual([]);
  });

  it('tells a throttled stranger until when, and where it does not count; there one comes in (ID-2a)', async () => {
    const ada = await somebody();
    const stranger = await openPage({ path: '/sign-in' });
    for (let time = 0; time < 10; time += 1)
      await stranger.request.post('/v1/sessions', { data: { email: ada.email, password: 'wrong' } });
    await stranger.getByLabel(texts.email).fill(ada.email);
    await stranger.getByLabel(texts.password, { exact: true }).fill(ada.password);
    await stranger.getByRole('button', { name: texts.signIn }).click();
    await stranger.getByRole('alert').getByText(texts.throttled).waitFor();
    expect(await inspect(stranger, 'sign-in/throttled')).toEqual([]);
    await speaking(ada, language);
    const known = await openPage({ path: '/sign-in' });
    await known.context().addCookies(cookiesOf(ada, '__Host-lethe-device'));
    await known.getByLabel(texts.email).fill(ada.email);
    await known.getByLabel(texts.password, { exact: true }).fill(ada.password);
    await known.getByRole('button', { name: texts.signIn }).click();
    await known.getByRole('heading', { level: 1, name: membersTexts[language].title }).waitFor();
  });

  it('shows whose installation it is, how the first administrator comes in, and speaks as one chooses (ADM-1)', async () => {
    const page = await openPage({ path: '/register' });
    const service = (await (await page.request.get('/v1/service')).json()) as object;
    const brand = {
      name: 'Analytical Engine',
      colour: '#ffcc00',
      logoUrl: '/brand/logo',
      supportAddress: 'help@example.org',
      links: [{ label: 'Privacy', url: 'https://example.org/privacy' }],
    };
    await page.route('**/v1/service', (route) => route.fulfill({ json: { ...service, firstRun: true, brand } }));
    await page.route('**/brand/logo', (route) =>
      route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
    );
    await page.goto('/sign-in');
    await page.getByText(texts.firstRun).waitFor();
    await page.getByRole('banner').getByText('Analytical Engine').waitFor();
    const foot = page.getByRole('contentinfo');
    await eventually(async () =>
      expect(await foot.getByRole('link').allTextContents()).toEqual(['help@example.org', 'Privacy']),
    );
    await eventually(async () => expect(await page.title()).toBe(`${texts.title} · Analytical Engine`));
    expect(await inspect(page, 'sign-in/first-run')).toEqual([]);
    const other = languages.find((each) => each !== language) ?? language;
    await foot.getByRole('combobox').selectOption(other);
    await page.getByRole('heading', { level: 1, name: signInTexts[other].title }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: signInTexts[other].title }).waitFor();
    await eventually(async () => expect(await page.getAttribute('html', 'lang')).toBe(localeOf[other]));
  });
});
