import { describe, expect, it } from '@jest/globals';
import { linkIn } from './link.ts';

const cancellationId = 'ca5e0000-0000-4000-8000-000000000000';

describe('The link of a cancellation (CAN-11)', () => {
  it('is read from the fragment, with and without its sign', () => {
    for (const fragment of [
      `#${cancellationId}.t0k_en-9`,
      `${cancellationId}.t0k_en-9`,
      ` ${cancellationId}.t0k_en-9 `,
    ])
      expect(linkIn(fragment)).toEqual({ cancellationId, statusToken: 't0k_en-9' });
  });

  it('has what it takes to stop it where it was mailed in a hold-back (CAN-7a)', () => {
    expect(linkIn(`#${cancellationId}.t0k_en-9.st0p`)).toEqual({
      cancellationId,
      statusToken: 't0k_en-9',
      stopToken: 'st0p',
    });
  });

  it.each([
    '',
    '#',
    `#${cancellationId}`,
    `#${cancellationId}.`,
    '#1.token',
    `#${cancellationId}.to ken`,
    `#${cancellationId}.token.`,
  ])('is none where it was not copied whole: "%s"', (fragment) => expect(linkIn(fragment)).toBeUndefined());
});
