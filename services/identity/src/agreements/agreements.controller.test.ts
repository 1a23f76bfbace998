import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { languages } from '@lethe/contracts';
import { AgreementsController } from './agreements.controller.ts';

/** Whoever changes a text gives it a new version, and its digest here. */
const known = {
  en: [
    ['cancellation-terms', '2026-11-28', 'fSg9WA3WzvfyLwPB76Oh6pzejEARxtsh_Hpzes41klk'],
    ['data-erasure-notice', '2026-11-28', 'AMGpYYLg01sSgkKgmH6tJiNxWbNvcx9sYmx9YETv33k'],
  ],
  zh: [
    ['cancellation-terms', '2026-11-28', 'OrCH0wMUes3a4AEhhyB5RIsyFy5izXtMLJYgAYqdiKU'],
    ['data-erasure-notice', '2026-11-28', 'zeguvwp7qA1D6UGql_WenzDhBaCqoyZyGdrVeWaof-k'],
  ],
};

const listed = async (language?: 'en' | 'zh') =>
  (await new AgreementsController().list(language === undefined ? {} : { language })).agreements;

describe('The agreements (CAN-5, X3)', () => {
  it.each(languages)('are known by version and digest: a changed text is a new version (%s)', async (language) => {
    const agreements = await listed(language);
    expect(agreements.map(({ id, version, digest }) => [id, version, digest])).toEqual(known[language]);
  });

  it('are in English where no language is named', async () => {
    expect(await listed()).toEqual(await listed('en'));
  });

  it('are the same documents in each language, of as many paragraphs, in other words', async () => {
    const [english, chinese] = [await listed('en'), await listed('zh')];
    for (const [index, { id, version, title, text, digest }] of english.entries()) {
      const other = chinese[index];
      expect(other).toMatchObject({ id, version });
      expect(other?.text.split('\n\n')).toHaveLength(text.split('\n\n').length);
      expect([other?.title, other?.text, other?.digest]).not.toContain(title);
      expect(other?.digest).not.toBe(digest);
      expect(other?.text.match(/\p{Script=Han}/gu)?.length).toBeGreaterThan(100);
    }
  });

  it('have digests that anybody can make again by the recipe in the contract', async () => {
    for (const { id, version, title, text, digest } of [...(await listed('en')), ...(await listed('zh'))])
      expect(
        createHash('sha256')
          .update(JSON.stringify([id, version, title, text]), 'utf8')
          .digest('base64url'),
      ).toBe(digest);
  });
});
