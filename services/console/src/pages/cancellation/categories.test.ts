import { describe, expect, it } from '@jest/globals';
import { countedAs } from './categories.ts';
import { cancellationTexts } from './texts.ts';

describe('What a service cleared, in words', () => {
  it.each([
    [{ sessions: 2 }, '2 × sessions'],
    [{ memberships: 1, invitations: 0 }, '1 × memberships'],
    [{ 'blobs-of-tomorrow': 3 }, '3 × blobs-of-tomorrow'],
    [{ sessions: 0 }, cancellationTexts.en.nothing],
    [{}, cancellationTexts.en.nothing],
  ])('%j', (categories, words) => expect(countedAs(categories, cancellationTexts.en, String)).toBe(words));
});
