import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@lethe/testing';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { keyringOf, NotProven, type Keyring } from './keyring.ts';
import { keyringsFor } from '../testing/keyrings.ts';

describe('A cancellation grant (CAN-2, CAN-6)', () => {
  const clock = fixedClock('2026-11-24T08:00:00.000Z');
  const grant = { typ: 'grant+jwt', audience: 'cancellation' } as const;
  const expected = { ...grant, issuer: 'identity' };
  let identity: Keyring;
  let cancellation: Keyring;
  let stranger: Keyring;
  beforeAll(async () => {
    ({ identity, cancellation } = await keyringsFor(['identity', 'cancellation'], clock.now));
    ({ identity: stranger } = await keyringsFor(['identity'], clock.now));
  });

  it('is valid for ten minutes, and after that only for somebody who accepts expired ones', async () => {
    const token = await identity.sign({ jti: 'one' }, { ...grant, seconds: 600 });
    clock.advance({ minutes: 9, seconds: 59 });
    expect(await cancellation.verify(token, expected)).toMatchObject({ jti: 'one', iss: 'identity' });
    clock.advance({ seconds: 7 });
    await expect(cancellation.verify(token, expected)).rejects.toThrow(NotProven);
    expect(await cancellation.verify(token, { ...expected, expired: 'accepted' })).toMatchObject({ jti: 'one' });
  });

  it('is refused from whoever is not identity, expired or not', async () => {
    for (const forger of [stranger, cancellation]) {
      const token = await forger.sign({ jti: 'one' }, { ...grant, seconds: 600 });
      await expect(cancellation.verify(token, expected)).rejects.toThrow(NotProven);
      await expect(cancellation.verify(token, { ...expected, expired: 'accepted' })).rejects.toThrow(NotProven);
    }
  });

  it('is nothing that lives for ever', async () => {
    const token = await identity.sign({ jti: 'one' }, grant);
    expect(decodeJwt(token).exp).toBeUndefined();
    await expect(cancellation.verify(token, expected)).rejects.toThrow(NotProven);
    await expect(cancellation.verify(token, { ...expected, expired: 'accepted' })).rejects.toThrow(NotProven);
  });
});

describe('A key ring (T7)', () => {
  it.each([
    ['signs for whoever owns the key', 'mfa', 'mfa', 'believed'],
    ['never for anybody else, though that one is known as well', 'mfa', 'identity', 'NotProven'],
    ['nor under the name of another key', 'identity', 'mfa', 'NotProven'],
    ['nor under both names of another', 'identity', 'identity', 'NotProven'],
  ])('%s', async (_rule, kid, issuer, outcome) => {
    const clock = () => '2026-11-24T08:00:00.000Z';
    const pairOf = async (name: string) => {
      const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
      return { privateKey, own: await exportJWK(privateKey), known: { ...(await exportJWK(publicKey)), kid: name } };
    };
    const [mfa, identity] = [await pairOf('mfa'), await pairOf('identity')];
    const known = { keys: [mfa.known, identity.known] };
    const { verify } = await keyringOf({ name: 'identity', own: identity.own, known, clock });
    const now = Date.parse(clock()) / 1000;
    const token = await new SignJWT({ sub: 'anybody' })
      .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'service+jwt' })
      .setIssuer(issuer)
      .setAudience('bus')
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(mfa.privateKey);
    const verified = verify(token, { typ: 'service+jwt', audience: 'bus' });
    expect(await verified.then(() => 'believed').catch(({ name }: Error) => name)).toBe(outcome);
  });
});

describe('A key ring of who lets in other teams (EVT-5)', () => {
  const clock = () => '2026-11-24T08:00:00.000Z';
  const call = { typ: 'call+jwt', audience: 'this request' } as const;
  const pairOf = async (name: string) => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    return { own: await exportJWK(privateKey), open: { ...(await exportJWK(publicKey)), kid: name } };
  };

  it('believes another team from when it is let in until it is shut out, and never as somebody of ours', async () => {
    const [cancellation, mfa, archive, forger] = [
      await pairOf('cancellation'),
      await pairOf('mfa'),
      await pairOf('archive'),
      await pairOf('mfa'),
    ];
    const known = { keys: [cancellation.open, mfa.open] };
    const outsiders = { keys: [] as JWK[] };
    const { verify } = await keyringOf({
      name: 'cancellation',
      own: cancellation.own,
      known,
      outsiders: () => outsiders,
      clock,
    });
    const ringOf = (name: string, own: JWK) => keyringOf({ name, own, known, clock });
    const proof = (await ringOf('archive', archive.own)).sign({}, { ...call, seconds: 60 });
    const posing = (await ringOf('mfa', forger.own)).sign({}, { ...call, seconds: 60 });
    await expect(verify(await proof, call)).rejects.toThrow(NotProven);
    outsiders.keys = [archive.open, forger.open];
    expect(await verify(await proof, call)).toMatchObject({ iss: 'archive' });
    await expect(verify(await posing, call)).rejects.toThrow(NotProven);
    outsiders.keys = [];
    await expect(verify(await proof, call)).rejects.toThrow(NotProven);
  });
});
