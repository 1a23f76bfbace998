import { beforeAll, describe, expect, it } from '@jest/globals';
import { RequiresFactor as Required, type Call } from '@lethe/contracts';
import type { Keyring } from '../proof/keyring.ts';
import { thisRequest, type Request } from '../proof/request-digest.ts';
import { keyringsFor } from '../testing/keyrings.ts';
import { assertAnswered, proven } from './answer-proof.ts';

const at = '2026-11-24T08:00:00.000Z';
const asked: Request = { subject: 'lethe.rpc.mfa.factor.required', key: 'k', nonce: 'n', input: { accountId: 'one' } };
const said = { answer: { required: true } };

const proofIn = (answer: object): string => ('proof' in answer ? String(answer.proof) : '');

describe('An answer that is signed (EVT-5, T1)', () => {
  let now = at;
  let rings: Readonly<Record<'mfa' | 'session', Keyring>>;
  let strangers: Readonly<Record<'mfa', Keyring>>;
  beforeAll(async () => {
    rings = await keyringsFor(['mfa', 'session'], () => now);
    strangers = await keyringsFor(['mfa'], () => now);
  });

  const signed = (by: Keyring, request = asked) => proven(by, thisRequest(request), said);
  const believed = async (raw: unknown, to: Call = Required): Promise<boolean> =>
    assertAnswered(rings.session, to, thisRequest(asked), raw).then(
      () => true,
      () => false,
    );

  it('is believed from the service that was asked', async () => {
    expect(await believed(JSON.parse(JSON.stringify(await signed(rings.mfa))))).toBe(true);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['has no proof', async () => said],
    ['is no answer at all', async () => 'yes'],
    ['was given by another service of ours', async () => signed(rings.session)],
    ['was given by somebody who calls himself that service', async () => signed(strangers.mfa)],
    ['was altered', async () => ({ ...(await signed(rings.mfa)), answer: { required: false } })],
    [
      'was made a refusal',
      async () => ({ proof: proofIn(await signed(rings.mfa)), refused: 'no-factor', details: {} }),
    ],
    ['was given more', async () => ({ ...(await signed(rings.mfa)), details: {} })],
    ['answers another subject', async () => signed(rings.mfa, { ...asked, subject: 'lethe.rpc.mfa.factor.check' })],
    ['answers about somebody else', async () => signed(rings.mfa, { ...asked, input: { accountId: 'two' } })],
    ['answers another command', async () => signed(rings.mfa, { ...asked, key: 'another' })],
    ['answers the same question of before', async () => signed(rings.mfa, { ...asked, nonce: 'before' })],
  ])('is not believed where it %s', async (_rule, raw) => {
    expect(await believed(await raw())).toBe(false);
  });

  it('is not believed with one bit of its proof changed', async () => {
    const answer = await signed(rings.mfa);
    const proof = proofIn(answer);
    const bits = Buffer.from(proof.slice(proof.lastIndexOf('.') + 1), 'base64url');
    bits[0] = (bits[0] ?? 0) ^ 1;
    const altered = `${proof.slice(0, proof.lastIndexOf('.'))}.${bits.toString('base64url')}`;
    expect(await believed({ ...answer, proof: altered })).toBe(false);
  });

  it('is not believed after a minute, when nobody waits for it any more', async () => {
    const answer = await signed(rings.mfa);
    now = '2026-11-24T08:01:06.000Z';
    expect(await believed(answer)).toBe(false);
    now = at;
  });

  it('needs none where nothing was done: a fault, or a need of the person that is not met', async () => {
    const stale = { refused: 'verification-stale', details: {} };
    const Fresh = { ...Required, needs: { fresh: true } } as const;
    expect(await believed({ fault: 'unavailable' })).toBe(true);
    expect(await believed(stale, Fresh)).toBe(true);
  });

  it.each([
    ['a fault that is none of ours', { fault: 'gone for lunch' }],
    ['a fault with an answer beside it', { fault: 'unavailable', ...said }],
    ['a need that the call does not have', { refused: 'verification-stale', details: {} }],
    ['any other refusal', { refused: 'no-factor', details: {} }],
  ])('is needed for %s', async (_what, raw) => {
    expect(await believed(raw)).toBe(false);
  });
});
