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
    expect(certificateOf(cancellation, '2026-12-24T08:00:00.000Z')).toEqual({
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

  it('dates the end of its keys by whoever keeps them longest, the addresses and its own key among them (K1)', () => {
    const until = ({ ofIdentity, ofAddresses }: Readonly<{ ofIdentity: string; ofAddresses: string }>) =>
      certificateOf(
        {
          ...cancellation,
          addressesKeyGoneBy: ofAddresses,
          participants: cancellation.participants.map((each) =>
            each.participant === 'identity'
              ? { ...each, evidence: { ...facts.evidence, keyGoneBy: ofIdentity } }
              : each,
          ),
        },
        '2026-12-24T08:00:00.000Z',
      ).keysInBackUpsUntil;
    const [early, late] = ['2026-12-01T08:00:00.000Z', '2027-02-24T08:00:00.000Z'];
    expect(until({ ofIdentity: late, ofAddresses: early })).toBe(late);
    expect(until({ ofIdentity: early, ofAddresses: late })).toBe(late);
    expect(until({ ofIdentity: early, ofAddresses: early })).toBe('2026-12-24T08:00:00.000Z');
  });
});
