import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { busCatalogue } from './bus-catalogue.mjs';

describe('The catalogue of who may do what on the bus (EVT-5)', () => {
  it('says what is in force: after a change, `npm run catalogue` writes it anew', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/catalogue/bus.md'), 'utf8');
    expect(written).toBe(busCatalogue());
  });
});
