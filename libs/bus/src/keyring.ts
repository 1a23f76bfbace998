export type ProofKind = 'person+jwt' | 'service+jwt';
export type Claims = Readonly<Record<string, unknown>>;

/** Signs with a service's own key, verifies with the public keys of all. EdDSA only. */
export interface Keyring {
  /** @param seconds how long the token lives. */
  sign(
    claims: Claims,
    how: Readonly<{ typ: ProofKind; audience: string | readonly string[]; seconds: number }>,
  ): Promise<string>;
  /** @throws NotProven when the token is forged, expired, of another kind or issuer, or for somebody else. */
  verify(token: string, expected: Readonly<{ typ: ProofKind; issuer?: string; audience: string }>): Promise<Claims>;
}
