import { describe, expect, it } from '@jest/globals';
import { checkViews } from './view.ts';

const types = ['WordSaid', 'AccountDataCleared'];
const nothing = () => [];

describe('Checking views before they start', () => {
  it('lets those start that know what they hear', () => {
    expect(() =>
      checkViews(
        [
          { name: 'words_v1', on: { WordSaid: nothing } },
          { name: 'words_v2', personal: true, on: { WordSaid: nothing, AccountDataCleared: nothing } },
        ],
        types,
      ),
    ).not.toThrow();
  });

  it('refuses an event type that nobody declares', () => {
    expect(() => checkViews([{ name: 'words_v1', on: { WordSung: nothing } }], types)).toThrow(
      'words_v1 listens to WordSung, which nobody declares.',
    );
  });

  it('refuses personal columns that nobody clears', () => {
    expect(() => checkViews([{ name: 'words_v1', personal: true, on: { WordSaid: nothing } }], types)).toThrow(
      'words_v1 holds personal data and ignores AccountDataCleared.',
    );
  });

  it('lists everything that is wrong at once', () => {
    const view = { name: 'words', on: { WordSung: nothing } };
    expect(() => checkViews([view, view], types)).toThrow(
      [
        'These views do not start.',
        'words does not end in its version, for example _v1.',
        'words listens to WordSung, which nobody declares.',
        'words does not end in its version, for example _v1.',
        'words is there twice.',
        'words listens to WordSung, which nobody declares.',
      ].join('\n'),
    );
  });
});
