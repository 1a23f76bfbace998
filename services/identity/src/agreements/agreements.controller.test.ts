import { describe, expect, it } from '@jest/globals';
import { AgreementsController } from './agreements.controller.ts';

/** Whoever changes a text gives it a new version, and its digest here. */
const known = [
  ['cancellation-terms', '2026-11-01', 'o_SlaQ1fTNlXulTY49wDTsaYIhc7VrJzHgqjVlnLBi4'],
  ['data-erasure-notice', '2026-11-01', 'rAz38PJ_EPv4KOqyVgipjvH5cgBWCHiefKsw3qTPQfI'],
];

describe('The agreements (CAN-5)', () => {
  it('are known by version and digest: a changed text is a new version', async () => {
    const { agreements } = await new AgreementsController().list();
    expect(agreements.map(({ id, version, digest }) => [id, version, digest])).toEqual(known);
  });
});
