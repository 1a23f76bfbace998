import { createHmac, KeyObject, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { keyringOf, NotProven, type Keyring } from '../proof/keyring.ts';
import { busAudience, callerOf } from '../proof/proof.ts';

const at = '2026-11-24T08:00:00.000Z';
const now = Date.parse(at) / 1000;
const person = {
  accountId: '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f',
  sessionId: 'one',
  factor: true,
  verifiedAt: at,
  methods: ['password', 'totp'],
};
/** What session signs for somebody who is signed in. */
const header: JWTHeaderParameters = { alg: 'EdDSA', kid: 'session', typ: 'person+jwt' };
const payload: JWTPayload = { ...person, iss: 'session', aud: busAudience, iat: now, exp: now + 60 };

const pairs = { session: await pair(), identity: await pair(), stranger: await pair() };
async function pair() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { privateKey, own: await exportJWK(privateKey), open: await exportJWK(publicKey) };
}
type Signed = Readonly<{ header?: object; payload?: object; by?: keyof typeof pairs }>;
const signed = ({ by = 'session', ...over }: Signed = {}): Promise<string> =>
  new SignJWT({ ...payload, ...over.payload })
    .setProtectedHeader({ ...header, ...over.header })
    .sign(pairs[by].privateKey);
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

let keyring: Keyring;
beforeAll(async () => {
  const known = { keys: (['session', 'identity'] as const).map((name) => ({ ...pairs[name].open, kid: name })) };
  keyring = await keyringOf({ name: 'identity', own: pairs.identity.own, known, clock: () => at });
});
const caller = (token: string) => callerOf(keyring, token, { service: 'identity', bound: undefined });

/** What the library itself would not sign. */
const signedByHand = (head: object): string => {
  const text = `${encoded({ ...header, ...head })}.${encoded(payload)}`;
  return `${text}.${sign(null, Buffer.from(text), KeyObject.from(pairs.session.privateKey)).toString('base64url')}`;
};

/** A library that is talked into checking with the public key finds this one right. */
const withPublicKeyAsSecret = (): string => {
  const text = `${encoded({ ...header, alg: 'HS256' })}.${encoded(payload)}`;
  const secret = Buffer.from(pairs.session.open.x ?? '', 'base64url');
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

describe('A token (F8)', () => {
  it('of session is who it names', async () => {
    expect(await caller(await signed())).toEqual({ kind: 'person', ...person });
  });

  it('of session that is signed by hand is the same', async () => {
    expect(await caller(signedByHand({}))).toMatchObject({ kind: 'person' });
  });

  it.each<readonly [string, () => string | Promise<string>]>([
    ['is empty', () => ''],
    ['is no token', () => 'anybody'],
    ['has no signature', () => `${encoded({ ...header, alg: 'none' })}.${encoded(payload)}.`],
    ['has no signature, in other letters', () => `${encoded({ ...header, alg: 'nOnE' })}.${encoded(payload)}.`],
    ['is signed with the public key as a secret', withPublicKeyAsSecret],
    ['is of a stranger', () => signed({ by: 'stranger' })],
    ['brings its own key', () => signed({ by: 'stranger', header: { jwk: pairs.stranger.open } })],
    ['names a key that nobody knows', () => signed({ header: { kid: 'nobody' } })],
    ['names no key', () => signed({ header: { kid: undefined } })],
    ['is of another service that knows how', () => signed({ by: 'identity', header: { kid: 'identity' } })],
    ['names another issuer than its key', () => signed({ by: 'identity', payload: { iss: 'identity' } })],
    ['wants what nobody understands', () => signedByHand({ crit: ['x'], x: 1 })],
    ['is of a kind that only looks alike', () => signedByHand({ typ: 'application/person' })],
    ['is for applications', () => signed({ payload: { aud: 'applications' } })],
    ['is for the bus and for applications', () => signed({ payload: { aud: [busAudience, 'applications'] } })],
    ['is for nobody', () => signed({ payload: { aud: undefined } })],
    ['has expired', () => signed({ payload: { iat: now - 66, exp: now - 6 } })],
    ['never expires', () => signed({ payload: { exp: undefined } })],
    ['lives for a year, of which an hour is over', () => signed({ payload: { iat: now - 3_600, exp: now + 31e6 } })],
    ['begins tomorrow', () => signed({ payload: { nbf: now + 86_400 } })],
    ['was made tomorrow', () => signed({ payload: { iat: now + 86_400, exp: now + 86_460 } })],
    ['says not when it was made', () => signed({ payload: { iat: undefined } })],
    ['is a grant', () => signed({ header: { typ: 'grant+jwt' } })],
    ['is an answer', () => signed({ header: { typ: 'answer+jwt' } })],
    ['says not what it is', () => signed({ header: { typ: undefined } })],
    ['is of a person without an id', () => signed({ payload: { accountId: '' } })],
    ['is of a staff role that is none', () => signed({ payload: { staffRole: 'owner' } })],
    ['is huge', async () => `${await signed()}${'A'.repeat(900_000)}`],
    ['is huge and well signed, for somebody else', () => signed({ payload: { aud: 'x'.repeat(500_000) } })],
  ])('that %s is nobody’s', async (_how, forged) => {
    await expect(caller(await forged())).rejects.toThrow(NotProven);
  });

  it('that is altered by one bit, wherever, is nobody’s', async () => {
    const token = Buffer.from(await signed());
    const believed: number[] = [];
    for (let place = 0; place < token.length * 8; place += 1) {
      const altered = Buffer.from(token);
      altered[place >> 3] = (altered[place >> 3] ?? 0) ^ (1 << (place & 7));
      if (
        await caller(altered.toString('latin1')).then(
          () => true,
          () => false,
        )
      )
        believed.push(place);
    }
    // The last letter of a signature carries two bits that say nothing: they are no part of it.
    expect(believed.filter((place) => place >> 3 !== token.length - 1)).toEqual([]);
  });
});
