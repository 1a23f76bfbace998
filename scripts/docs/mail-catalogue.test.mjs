import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { mailTemplates } from '../../libs/contracts/src/index.ts';
import { variablesOf } from '../../services/notification/src/templates/variables.ts';
import { mailCatalogue } from './mail-catalogue.mjs';

describe('The catalogue of mails (API-4)', () => {
  it('says what contract and texts say: after a change, `npm run catalogue` writes it anew', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/catalogue/mails.md'), 'utf8');
    expect(written).toBe(mailCatalogue());
  });

  it.each(mailTemplates)('says what each variable of %s is', (template) => {
    expect(variablesOf(template).filter(({ meaning }) => meaning === '')).toEqual([]);
  });
});
