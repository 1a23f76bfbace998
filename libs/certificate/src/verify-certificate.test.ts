import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { addressDigest } from './address-digest.ts';
import { verifyCertificate } from './verify-certificate.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 24, 8, 0, second)).toISOString();
const iat = Date.parse(at(40)) / 1000;
const evidence = { categories: { records: 3 }, clearedAt: at(10), keyDestroyedAt: at(11) };
const address = { email: 'Ada@Example.org', salt: 'c2FsdA' };

/** One that was issued before recipes and `asked` stood in it. */
const issuedBefore = {
  accountId: '6f1c0000-0000-4000-8000-000000000001',
  cancellationId: 'ca5e0000-0000-4000-8000-000000000000',
  confirmedAt: at(0),
  finalAt: at(1),
  participants: [
    { participant: 'session', ...evidence },
    { participant: 'identity', ...evidence },
  ],
  addressesKeyDestroyedAt: at(20),
  keysInBackUpsUntil: at(3_000_000),
};
const issued = { ...issuedBefore, asked: ['session', 'identity'] };

describe('Verifying a certificate of erasure (CAN-11)', () => {
  let own: CryptoKey;
  let earlier: CryptoKey;
  let keys: JWK[];
  const pair = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    return { privateKey, open: { ...(await exportJWK(publicKey)), kid } };
  };
  beforeAll(async () => {
    const [present, past] = [await pair('cancellation'), await pair('cancellation')];
    own = present.privateKey;
    earlier = past.privateKey;
    keys = [(await pair('session')).open, present.open, past.open];
  });

  const signed = async (
    changes: object,
    { by = own, kid = 'cancellation', typ = 'certificate+jwt', iss = 'cancellation' } = {},
  ) => {
    const emailDigest = await addressDigest(address.salt, address.email);
    const claims = { ...issued, emailDigest, ...changes };
    return new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid, typ }).setIssuer(iss).setIssuedAt(iat).sign(by);
  };
  const failing = async (jws: string, claimed?: typeof address) => {
    const { holds, checks } = await verifyCertificate(jws, { keys }, claimed);
    const failed = checks.flatMap((each) => (each.holds ? [] : [each.check]));
    expect(holds).toBe(failed.length === 0);
    return failed;
  };

  it('holds where everything does, and says what it says', async () => {
    const { holds, checks, statement } = await verifyCertificate(await signed({}), { keys }, address);
    expect(holds).toBe(true);
    expect(checks.map(({ check }) => check)).toEqual([
      'signature',
      'kind',
      'participants',
      'order',
      'keys-destroyed',
      'address',
    ]);
    expect(statement).toMatchObject({ ...issued, iss: 'cancellation', iat });
  });

  it('holds for one that was issued before it named who was asked', async () => {
    expect(await failing(await signed({ asked: undefined }))).toEqual([]);
  });

  it('holds by a past key that stays published', async () => {
    expect(await failing(await signed({}, { by: earlier }))).toEqual([]);
  });

  it('does not by a stranger, by another service, or with a letter changed', async () => {
    const stranger = (await pair('cancellation')).privateKey;
    expect(await failing(await signed({}, { by: stranger }))).toEqual(['signature']);
    const session = await pair('session');
    keys.push(session.open);
    const bySession = await signed({}, { by: session.privateKey, kid: 'session', iss: 'session' });
    expect(await failing(bySession)).toEqual(['signature', 'kind']);
    const [header = '', , signature = ''] = (await signed({})).split('.');
    const [, changed = ''] = (await signed({ finalAt: at(2) })).split('.');
    expect(await failing(`${header}.${changed}.${signature}`)).toEqual(['signature']);
  });

  it('does not for a token of another kind, though it is signed by the same service', async () => {
    expect(await failing(await signed({}, { typ: 'service+jwt' }))).toEqual(['kind']);
  });

  it.each([
    ['somebody asked has not cleared', { asked: ['session', 'identity', 'mfa'] }, ['participants']],
    ['nobody has cleared', { asked: [], participants: [] }, ['participants']],
    ['somebody stands in it twice', { participants: [0, 1, 1].map((i) => issued.participants[i]) }, ['participants']],
    ['it was final before it was confirmed', { confirmedAt: at(9) }, ['order']],
    ['it was never final', { finalAt: null }, ['order']],
    ['somebody cleared before it was final', { finalAt: at(16) }, ['order']],
    ['back-ups end before the keys do', { keysInBackUpsUntil: at(5) }, ['order']],
    [
      "somebody's key opens longer than it says (K1)",
      { participants: issued.participants.map((each) => ({ ...each, keyGoneBy: at(3_000_010) })) },
      ['order'],
    ],
    ['a key was destroyed after it was issued', { addressesKeyDestroyedAt: at(46) }, ['keys-destroyed']],
    ["the addresses' key is still there", { addressesKeyDestroyedAt: null }, ['keys-destroyed']],
  ])('does not where %s', async (_what, changes, failed) => {
    expect(await failing(await signed(changes))).toEqual(failed);
  });

  it('tells whose it is by address and salt, the address as anybody may type it', async () => {
    const jws = await signed({});
    expect(await failing(jws, { ...address, email: ' ada@EXAMPLE.org ' })).toEqual([]);
    expect(await failing(jws, { ...address, email: 'bob@example.org' })).toEqual(['address']);
    expect(await failing(jws, { ...address, salt: 'other' })).toEqual(['address']);
  });

  it.each(['', 'no certificate', 'a.b.c', `${btoa('{}')}.${btoa('{}')}.`])('holds nothing of "%s"', async (text) => {
    const { holds, checks, statement } = await verifyCertificate(text, { keys });
    expect({ holds, statement, any: checks.some((each) => each.holds) }).toEqual({
      holds: false,
      statement: null,
      any: false,
    });
  });

  it('does not believe a token without a signature (alg none)', async () => {
    const [, claims = ''] = (await signed({})).split('.');
    const header = btoa(JSON.stringify({ alg: 'none', typ: 'certificate+jwt', kid: 'cancellation' })).replace(
      /=+$/,
      '',
    );
    expect(await failing(`${header}.${claims}.`)).toContain('signature');
  });

  it('makes the digest of an address as the recipe says, which any tool can', async () => {
    // printf 'c2FsdA:ada@example.org' | openssl dgst -sha256 -binary | basenc --base64url | tr -d =
    expect(await addressDigest('c2FsdA', 'Ada@Example.ORG ')).toBe('lbWFNqyL8CL7R9ETAnaQBDbETANtfzwDX3nOoJ227T8');
  });
});
