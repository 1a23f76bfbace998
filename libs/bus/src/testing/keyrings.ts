import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Clock } from '../clock.ts';
import { keyringOf, type Keyring } from '../proof/keyring.ts';

/** A key ring for each name, as provisioning would make them. */
export const keyringsFor = async <Name extends string>(
  names: readonly Name[],
  clock: Clock,
): Promise<Readonly<Record<Name, Keyring>>> => {
  const owned = await Promise.all(
    names.map(async (name) => {
      const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
      return { name, own: await exportJWK(privateKey), known: { ...(await exportJWK(publicKey)), kid: name } as JWK };
    }),
  );
  const known = { keys: owned.map((key) => key.known) };
  const rings = await Promise.all(
    owned.map(async ({ name, own }) => [name, await keyringOf({ name, own, known, clock })] as const),
  );
  return Object.fromEntries(rings) as Record<Name, Keyring>;
};
