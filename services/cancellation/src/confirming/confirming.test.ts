import { describe, expect, it } from '@jest/globals';
import { fold } from '@lethe/deciding';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationOf, final, requested, untilLocked, withdrawn } from '../cancellation/testing/facts.ts';
import { areCurrent } from './agreements.ts';
import { blockersOf } from './blockers.ts';
import { earlierConfirmation } from './earlier-confirmation.ts';

const invalid = { refused: 'grant-invalid', details: {} };

describe('A confirmation that is repeated (CAN-6)', () => {
  const dayLater = '2026-11-25T08:00:00.000Z';
  const tooLate = '2026-11-25T08:00:00.001Z';
  const ofFirst = { grantId: 'grant-1', expiresAt: '2026-11-24T08:10:00.000Z' };
  const another = { grantId: 'grant-9', expiresAt: '2026-11-26T08:00:00.000Z' };
  const repeated = (history: readonly CancellationEvent[], grant: typeof ofFirst, now: string) =>
    earlierConfirmation(fold(cancellationSaga, history), grant, now);

  it('by the same grant, expired or not, gets the same cancellation for 24 hours, not a millisecond longer', () => {
    expect(repeated([requested()], ofFirst, dayLater)).toMatchObject({ cancellationId: cancellationOf(1) });
    expect(repeated([requested()], ofFirst, tooLate)).toEqual(invalid);
  });

  it('by another grant gets it while that grant is valid', () => {
    const history = [...untilLocked, final()];
    expect(repeated(history, another, dayLater)).toMatchObject({ cancellationId: cancellationOf(1) });
    expect(repeated(history, another, tooLate)).toEqual(invalid);
    expect(repeated(history, { ...another, expiresAt: dayLater }, dayLater)).toEqual(invalid);
  });

  it('by the grant of a withdrawn attempt gets that one; another valid grant is a first confirmation', () => {
    const history = [requested(), withdrawn()];
    expect(repeated(history, ofFirst, dayLater)).toMatchObject({ cancellationId: cancellationOf(1) });
    expect(repeated(history, another, dayLater)).toBeUndefined();
  });

  it('by a grant that confirmed nothing is none: valid it is a first one, expired it is invalid', () => {
    expect(repeated([], another, dayLater)).toBeUndefined();
    expect(repeated([], ofFirst, dayLater)).toEqual(invalid);
  });
});

describe('Agreements (CAN-5)', () => {
  const terms = { id: 'terms', version: '2', digest: 'a' };
  const privacy = { id: 'privacy', version: '1', digest: 'b' };

  const inChinese = [
    { ...terms, digest: 'c' },
    { ...privacy, digest: 'd' },
  ];
  const current = [[terms, privacy], inChinese];

  it('are current where exactly these versions and digests were shown, in any order', () => {
    expect(areCurrent([privacy, terms], current)).toBe(true);
    expect(areCurrent([], [[], []])).toBe(true);
  });

  it('are current in each language in which they were shown (API-4)', () => {
    expect(areCurrent(inChinese, current)).toBe(true);
  });

  it.each([
    ['an older version', [{ ...terms, version: '1' }, privacy]],
    ['another digest', [{ ...terms, digest: 'x' }, privacy]],
    ['one missing', [terms]],
    ['one twice', [terms, terms]],
    ['one in two languages instead of the other', [terms, { ...terms, digest: 'c' }]],
    ['nothing', []],
    ['one too many', [terms, privacy, { ...terms, id: 'more' }]],
  ])('are not with %s', (_what, agreed) => {
    expect(areCurrent(agreed, current)).toBe(false);
  });
});

describe('Blockers (CAN-3)', () => {
  it('are all shown, each with the remedy that can work', () => {
    const owned = [
      { workspaceId: 'w1', name: 'Alone', onlyMember: true },
      { workspaceId: 'w2', name: 'Shared', onlyMember: false },
    ];
    const blockers = blockersOf({ owned }, { lastAdministrator: true });
    expect(blockers.map(({ workspaceName, onlyMember, remedies }) => [workspaceName, onlyMember, remedies])).toEqual([
      ['Alone', true, ['close-workspace']],
      ['Shared', false, ['transfer-ownership']],
      [null, null, ['appoint-administrator']],
    ]);
  });
});
