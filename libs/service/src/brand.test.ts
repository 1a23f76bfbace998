import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { brandOf, brandSettings } from './brand.ts';

const settings = z.object(brandSettings);
const brandWith = (environment: object) => brandOf(settings.parse(environment));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-brand-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (name: string, bytes: Buffer): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('The brand of an installation', () => {
  it('is ours where nothing is set', () => {
    expect(brandWith({})).toEqual({
      name: 'Lethe',
      colour: '#1c5d99',
      onColour: '#ffffff',
      logo: undefined,
      supportAddress: undefined,
      links: [],
    });
  });

  it('is what the operator sets', () => {
    const logo = fileOf('logo.png', Buffer.from('89504e47', 'hex'));
    const environment = {
      LETHE_BRAND_NAME: 'Werkstatt 工作室',
      LETHE_BRAND_LOGO: logo,
      LETHE_BRAND_COLOUR: '#FFCC00',
      LETHE_BRAND_SUPPORT: 'help@werkstatt.example',
      LETHE_BRAND_LINKS: 'Privacy=https://werkstatt.example/privacy?a=b, Imprint=https://werkstatt.example/imprint',
    };
    expect(brandWith(environment)).toEqual({
      name: 'Werkstatt 工作室',
      colour: '#ffcc00',
      onColour: '#000000',
      logo: { contentType: 'image/png', bytes: Buffer.from('89504e47', 'hex') },
      supportAddress: 'help@werkstatt.example',
      links: [
        { label: 'Privacy', url: 'https://werkstatt.example/privacy?a=b' },
        { label: 'Imprint', url: 'https://werkstatt.example/imprint' },
      ],
    });
  });

  it.each([
    { LETHE_BRAND_NAME: 'two\nlines' },
    { LETHE_BRAND_COLOUR: 'red; background: url(https://evil.example)' },
    { LETHE_BRAND_SUPPORT: 'nobody' },
    { LETHE_BRAND_LINKS: 'Privacy' },
    { LETHE_BRAND_LINKS: 'Privacy=javascript:alert(1)' },
  ])('refuses %p', (environment) => {
    expect(() => settings.parse(environment)).toThrow(Object.keys(environment)[0]);
  });

  it('names the file that cannot be its logo', () => {
    expect(() => brandWith({ LETHE_BRAND_LOGO: join(folder, 'none.png') })).toThrow('none.png');
    expect(() => brandWith({ LETHE_BRAND_LOGO: fileOf('logo.bmp', Buffer.alloc(1)) })).toThrow('.png');
    expect(() => brandWith({ LETHE_BRAND_LOGO: fileOf('big.png', Buffer.alloc(65_537)) })).toThrow('64 KiB');
  });
});
