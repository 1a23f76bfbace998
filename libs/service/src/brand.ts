import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { Explained } from '@lethe/running';
import * as z from 'zod';

const logoTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
};
const largestLogo = 64 * 1024;
const linkShape = z.strictObject({ label: z.string().min(1).max(40), url: z.url({ protocol: /^https?$/ }) });

const links = z
  .string()
  .default('')
  .transform((text, context) => {
    const parsed = text
      .split(',')
      .filter((link) => link.trim() !== '')
      .map((link) => {
        const [label = '', ...url] = link.split('=');
        return linkShape.safeParse({ label: label.trim(), url: url.join('=').trim() });
      });
    if (parsed.every(({ success }) => success) && parsed.length <= 6) return parsed.flatMap(({ data }) => data ?? []);
    context.addIssue({ code: 'custom', message: 'must be up to 6 of label=https://address, with commas between' });
    return z.NEVER;
  });

/** How an operator's pages and mails look: spread into the settings of whoever shows something to people. */
export const brandSettings = {
  LETHE_BRAND_NAME: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[^\p{Cc}]+$/u)
    .default('Lethe'),
  /** A file: PNG, JPEG, GIF or SVG of 64 KiB at most. */
  LETHE_BRAND_LOGO: z.string().min(1).optional(),
  LETHE_BRAND_COLOUR: z
    .string()
    .regex(/^#[\da-f]{6}$/i, 'must be a colour like #1c5d99')
    .default('#1c5d99'),
  /** Whom people can write to. */
  LETHE_BRAND_SUPPORT: z.email().optional(),
  /** The foot: `Privacy=https://…, Imprint=https://…`. */
  LETHE_BRAND_LINKS: links,
} as const;
export type BrandSettings = z.infer<z.ZodObject<typeof brandSettings>>;

export type Brand = Readonly<{
  name: string;
  colour: string;
  /** Black or white, whichever reads better on the colour: at least 4.5 to 1 for any colour. */
  onColour: '#000000' | '#ffffff';
  logo: Readonly<{ contentType: string; bytes: Buffer }> | undefined;
  supportAddress: string | undefined;
  links: readonly Readonly<{ label: string; url: string }>[];
}>;

/** @throws Explained where the logo cannot be shown. */
export const brandOf = (settings: BrandSettings): Brand => ({
  name: settings.LETHE_BRAND_NAME,
  colour: settings.LETHE_BRAND_COLOUR.toLowerCase(),
  onColour: luminance(settings.LETHE_BRAND_COLOUR) > darkest ? '#000000' : '#ffffff',
  logo: settings.LETHE_BRAND_LOGO === undefined ? undefined : logoOf(settings.LETHE_BRAND_LOGO),
  supportAddress: settings.LETHE_BRAND_SUPPORT,
  links: settings.LETHE_BRAND_LINKS,
});

const logoOf = (file: string): NonNullable<Brand['logo']> => {
  const contentType = logoTypes[extname(file).toLowerCase()];
  if (contentType === undefined) throw new Explained('LETHE_BRAND_LOGO: must be a .png, .jpg, .gif or .svg file.');
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Explained(`LETHE_BRAND_LOGO: there is no file ${file}.`);
  if (size > largestLogo) throw new Explained(`LETHE_BRAND_LOGO: ${file} is larger than 64 KiB.`);
  return { contentType, bytes: readFileSync(file) };
};

/** Above it black has the better contrast: (L + 0.05) / 0.05 = 1.05 / (L + 0.05). */
const darkest = Math.sqrt(1.05 * 0.05) - 0.05;

/** WCAG 2.2, relative luminance. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
