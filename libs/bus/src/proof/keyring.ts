import {
  createLocalJWKSet,
  decodeJwt,
  importJWK,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import type { Clock } from '../clock.ts';

export type ProofKind = 'person+jwt' | 'service+jwt' | 'call+jwt' | 'answer+jwt' | 'grant+jwt' | 'certificate+jwt';
export type Claims = Readonly<Record<string, unknown>>;

/** Signs with a service's own key, verifies with the public keys of all. EdDSA only. */
export interface Keyring {
  /** @param how.seconds how long the token lives; for ever when absent, and then it is a document that proves nobody. */
  sign(claims: Claims, how: Readonly<{ typ: ProofKind; audience?: string; seconds?: number }>): Promise<string>;
  /**
   * @param expected.expired accepts one whose time is over, too: the caller compares `exp`.
   * @throws NotProven when the token is forged, expired, of another kind or issuer, or for somebody else, or for others as well.
   */
  verify(
    token: string,
    expected: Readonly<{ typ: ProofKind; issuer?: string; audience: string; expired?: 'accepted' }>,
  ): Promise<Claims & Readonly<{ iss: string }>>;
}

/** Why exactly is nobody's business: the text says nothing about the token. */
export class NotProven extends Error {
  override readonly name = 'NotProven';
  constructor() {
    super('The caller has not proven who it is.');
  }
}

/** Clocks of two machines may differ by this. */
const toleranceSeconds = 5;
/** No token is believed longer than this, whatever it says of itself. */
const longestLifeSeconds = 300;
const longestGrantSeconds = 600;

const secondsOf = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const issuedAt = (token: string): Date => new Date((decodeJwt(token).iat ?? 0) * 1000);

/** A name that is one of ours is looked for among our keys alone. */
const publicKeysOf = (known: JSONWebKeySet, outsiders: () => JSONWebKeySet): JWTVerifyGetKey => {
  const ours = createLocalJWKSet(known);
  const isOurs = (kid: string | undefined): boolean => known.keys.some((key) => key.kid === kid);
  return (header, token) => (isOurs(header.kid) ? ours : createLocalJWKSet(outsiders()))(header, token);
};

type KeyringParts = Readonly<{
  name: string;
  /** The private key of `name`. */
  own: JWK;
  /** The public keys of all services and the operator; `kid` is the owner's name, which is the only issuer it may sign for. */
  known: JSONWebKeySet;
  /** The public keys of others, asked for whenever one of them is met: they come and go while a service runs. */
  outsiders?: () => JSONWebKeySet;
  clock: Clock;
}>;

export const keyringOf = async (parts: KeyringParts): Promise<Keyring> => {
  const { name, own, known, outsiders = () => ({ keys: [] }), clock } = parts;
  const privateKey = await importJWK(own, 'EdDSA');
  const publicKeys = publicKeysOf(known, outsiders);
  return {
    sign: (claims, { typ, audience, seconds }) => {
      const now = secondsOf(clock());
      const token = new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: name, typ })
        .setIssuer(name)
        .setIssuedAt(now);
      if (audience !== undefined) token.setAudience(audience);
      if (seconds !== undefined) token.setExpirationTime(now + seconds);
      return token.sign(privateKey);
    },
    verify: async (token, { typ, issuer, audience, expired }) => {
      try {
        const { payload, protectedHeader } = await jwtVerify(token, publicKeys, {
          algorithms: ['EdDSA'],
          typ,
          audience,
          ...(issuer === undefined ? {} : { issuer }),
          requiredClaims: ['iss', 'exp', 'iat'],
          clockTolerance: toleranceSeconds,
          maxTokenAge: typ === 'grant+jwt' ? longestGrantSeconds : longestLifeSeconds,
          currentDate: expired === 'accepted' ? issuedAt(token) : new Date(clock()),
        });
        if (payload.iss === undefined || protectedHeader.kid !== payload.iss) throw new NotProven();
        if (payload.aud !== audience) throw new NotProven(); // a list names others, too
        return { ...payload, iss: payload.iss };
      } catch {
        throw new NotProven();
      }
    },
  };
};
