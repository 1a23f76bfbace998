import { expect, it } from '@jest/globals';
import { eventually } from '../../../../../libs/testing/src/eventually.ts';
import { languageNames, languages, localeOf } from '../../texts/language.ts';
import { frameTexts } from '../../frame/frame.texts.ts';
import { describeInBrowser } from '../../testing/in-browser.ts';
import { inspect } from '../../testing/inspect.ts';
import { signIn, signOut, somebody, type Person } from '../../testing/people.ts';
import { accountInformationTexts } from './texts.ts';

const path = '/settings/user-information';

describeInBrowser('Language and time zone', ({ language, openPage }) => {
  const other = languages.find((each) => each !== language) ?? language;
  const texts = accountInformationTexts[language];
  const after = accountInformationTexts[other];

  const preferencesOf = async ({ browser }: Person) =>
    (await browser.get<{ language: string | null; timeZone: string | null }>('/v1/account')).body;

  it('switches the pages at once, and keeps the language for the account (API-4)', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path });
    await page.getByRole('button', { name: texts.changeLanguage }).click();
    await page.getByRole('combobox', { name: texts.language }).selectOption(other);
    expect(await inspect(page, 'account-information/language')).toEqual([]);
    await page.getByRole('button', { name: texts.saveLanguage }).click();
    await page.getByRole('heading', { level: 1, name: after.title }).waitFor();
    await page.getByRole('status').getByText(after.languageChanged).waitFor();
    await eventually(async () => expect(await page.getAttribute('html', 'lang')).toBe(localeOf[other]));
    expect(await preferencesOf(ada)).toMatchObject({ language: other });

    await page.getByTestId('account').click();
    await page.getByRole('menuitemradio', { name: languageNames[language] }).click();
    await page.getByRole('heading', { level: 1, name: texts.title }).waitFor();
    expect(await preferencesOf(ada)).toMatchObject({ language });
    await eventually(async () => expect(await page.getByText(frameTexts[language].appearance).count()).toBe(1));
  });

  it('finds a time zone by its city, and writes times in it (API-4)', async () => {
    const ada = await somebody();
    const page = await openPage({ as: ada, path });
    await page.getByRole('button', { name: texts.changeTimeZone }).click();
    const zone = page.getByRole('combobox', { name: texts.timeZone });
    await zone.fill('new york');
    await page.getByRole('option', { name: 'America/New York' }).waitFor();
    expect(await inspect(page, 'account-information/time-zone')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(/(GMT-[45]|E[SD]T|UTC-[45])/).waitFor();
    await page.getByRole('button', { name: texts.saveTimeZone }).click();
    await page.getByRole('status').getByText(texts.timeZoneChanged('America/New York')).waitFor();
    expect(await preferencesOf(ada)).toMatchObject({ timeZone: 'America/New_York' });
    expect(await inspect(page, 'account-information/changed')).toEqual([]);
    await signOut(ada);
    expect(await preferencesOf(await signIn(ada))).toMatchObject({ timeZone: 'America/New_York' });
  });
});
