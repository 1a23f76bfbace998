import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventCatalogue } from './event-catalogue.mjs';

describe('The catalogue of public events (EVT-1)', () => {
  it('says what the contracts say: after a change, `npm run catalogue` writes it anew', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/catalogue/events.md'), 'utf8');
    expect(written).toBe(eventCatalogue());
  });
});
