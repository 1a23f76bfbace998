import { afterAll, afterEach, beforeAll, describe, expect, jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Person } from '../../../../e2e/src/story/person.ts';
import { languages, localeOf, type Language } from '../texts/language.ts';
import { speaking } from './people.ts';
import { watch } from './watched.ts';
import { world } from './world.ts';

type Scheme = 'light' | 'dark';

type Opened = Readonly<{
  /** Whose session the page has; nobody's when absent. */
  as?: Person;
  path: string;
  width?: number;
  /** A system of the test's own. */
  url?: string;
}>;

export type InBrowser = Readonly<{
  language: Language;
  /** A page of a browser of its own. After the test it may have had no error, and asked no other host. */
  openPage: (opened: Opened) => Promise<Page>;
}>;

const long = process.env['LETHE_TEST_LONG'] === '1';
const missing = process.env['LETHE_TEST_NO_BROWSER'];

/** English and light in `npm test`, all four in `npm run test:long`. */
const looks: readonly (readonly [Language, Scheme])[] = long
  ? languages.flatMap((language) => [[language, 'light'] as const, [language, 'dark'] as const])
  : [['en', 'light']];

/** As the gateway sets them: Chromium takes them on http://localhost too. */
const hostOnly = { secure: true, httpOnly: true, sameSite: 'Strict' } as const;

export const cookiesOf = ({ browser }: Person, ...names: readonly `__Host-lethe-${string}`[]) =>
  names.flatMap((name) => {
    const value = browser.cookie(name);
    return value === undefined ? [] : [{ name, value, domain: 'localhost', path: '/', ...hostOnly }];
  });

/** Tests of a page in Chromium, against the system that all of them share; once for each language and scheme. */
export const describeInBrowser = (name: string, tests: (given: InBrowser) => void): void => {
  if (missing !== undefined) {
    // oxlint-disable-next-line jest/no-disabled-tests -- skipped, and counted as skipped, where there is no browser
    describe.skip(`${name} SKIPPED, ${missing}`, () => {
      tests({ language: 'en', openPage: () => Promise.reject(new Error(missing)) });
    });
    return;
  }
  jest.setTimeout(60_000);
  describe.each(looks)(`${name} (%s, %s)`, (language, scheme) => {
    let browser: Browser | undefined;
    let contexts: BrowserContext[] = [];
    let faults: string[] = [];

    beforeAll(async () => {
      browser = await chromium.connect(process.env['LETHE_TEST_BROWSER'] ?? '');
    });
    afterAll(() => browser?.close());

    afterEach(async () => {
      await Promise.all(contexts.map((context) => context.close()));
      const found = faults;
      contexts = [];
      faults = [];
      expect(found).toEqual([]);
    });

    const openPage = async ({ as, path, width = 1440, url = world.url }: Opened): Promise<Page> => {
      const context = await browser!.newContext({
        locale: localeOf[language] === 'en' ? 'en-GB' : localeOf[language],
        timezoneId: 'Europe/Berlin',
        colorScheme: scheme,
        viewport: { width, height: 900 },
        baseURL: url,
      });
      contexts.push(context);
      context.setDefaultTimeout(20_000);
      if (as !== undefined)
        await context.addCookies(
          cookiesOf(await speaking(as, language), '__Host-lethe-session', '__Host-lethe-browser'),
        );
      context.on('page', (page) => watch(page, faults, url));
      const page = await context.newPage();
      await page.goto(path);
      return page;
    };
    tests({ language, openPage });
  });
};
