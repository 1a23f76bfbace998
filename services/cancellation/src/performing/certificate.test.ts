import { describe, expect, it } from '@jest/globals';
import { agreementDigestRecipe, emailDigestRecipe } from '@lethe/certificate';
import { fold } from '@lethe/deciding';
import { firstToClear } from '@lethe/contracts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import * as facts from '../cancellation/testing/facts.ts';
import { certificateOf } from './certificate.ts';

describe('The certificate of erasure (CAN-11)', () => {
  const everybody = [...firstToClear, 'notification'] as const;
  const cancellation = fold(cancellationSaga, [
    ...facts.untilAsked,
    facts.digestMade(),
    facts.addressesCleared(),
    ...everybody.map((participant) => facts.cleared(participant)),
  ]);

  it('says what everybody cleared and when, with the digest of the address and until when back-ups hold a key', () => {
    expect(certificateOf(cancellation, facts.at, 30)).toEqual({
      accountId: facts.accountId,
      cancellationId: facts.cancellationOf(1),
      confirmedAt: facts.at,
      finalAt: facts.at,
      asked: everybody,
      participants: everybody.map((participant) => ({ participant, ...facts.evidence })),
      addressesKeyDestroyedAt: facts.at,
      emailDigest: 'e5',
      emailDigestRecipe,
      agreements: [{ id: 'terms', version: '1', digest: 'd' }],
      agreementDigestRecipe,
      keysInBackUpsUntil: '2026-12-24T08:00:00.000Z',
    });
  });
});
