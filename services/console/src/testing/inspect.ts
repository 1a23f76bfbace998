import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const folder = join(import.meta.dirname, '../../../../.lethe/screenshots');
const widths = { narrow: { width: 390, height: 844 }, wide: { width: 1440, height: 900 } } as const;
/** Each width and each scheme once. */
const axeAt = new Set(['narrow light', 'wide dark']);
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Everything that axe finds, as lines a person can act on. */
const axeFaults = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
};

const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** A page that has just become narrower may need a moment. */
const scrollsSideways = async (page: Page): Promise<boolean> => {
  for (let tries = 0; tries < 10; tries += 1) {
    if (!(await isTooWide(page))) return false;
    await page.waitForTimeout(100);
  }
  return true;
};

/** Pictures are of the long run: they take longer than all else. */
const long = process.env['LETHE_TEST_LONG'] === '1';

const schemeOf = (page: Page): Promise<'light' | 'dark'> =>
  page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));

/**
 * Looks at a state of a page at 390 and 1440 px, in the language and the scheme it is in: gives what is wrong, violations
 * of WCAG 2.2 AA and text that runs out at the side. The long run keeps a picture of each in `.lethe/screenshots`.
 * @param name `<page>/<state>`, for example `sign-in/wrong-password`
 */
export const inspect = async (page: Page, name: string): Promise<readonly string[]> => {
  const faults: string[] = [];
  const before = page.viewportSize();
  const lang = (await page.getAttribute('html', 'lang')) ?? '';
  const scheme = await schemeOf(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [width, size] of Object.entries(widths)) {
    await page.setViewportSize(size);
    if (long) await keepPicture(page, `${name}-${lang.slice(0, 2)}-${String(size.width)}-${scheme}.png`);
    const where = `${name}, ${width}, ${scheme}`;
    if (axeAt.has(`${width} ${scheme}`)) for (const fault of await axeFaults(page)) faults.push(`${where}: ${fault}`);
    if (await scrollsSideways(page)) faults.push(`${where}: scrolls sideways`);
  }
  if (before !== null) await page.setViewportSize(before);
  return faults;
};

const keepPicture = async (page: Page, name: string): Promise<void> => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });
};
