import { hash, parseOptions, verify } from '@node-rs/argon2';
import { normalisedPassword } from './password-policy.ts';

/** OWASP Password Storage: Argon2id with m=19 MiB, t=2, p=1. The library's salt is 16 random bytes. */
export const owasp = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const;
export type Cost = Readonly<{ memoryCost: number; timeCost: number; parallelism: number }>;

export interface PasswordHashing {
  /** A PHC string: scheme, cost and salt are in it. */
  hash(password: string): Promise<string>;
  /** Takes as long where there is no hash to compare with (ID-2). */
  verify(hashed: string | undefined, password: string): Promise<boolean>;
  /** Was it made with less than today's cost? */
  outdated(hashed: string): boolean;
}

export const argon2Hashing = (cost: Cost = owasp): PasswordHashing => {
  const nobodys = hash(crypto.randomUUID(), cost);
  return {
    hash: (password) => hash(normalisedPassword(password), cost),
    verify: async (hashed, password) => {
      const right = await verify(hashed ?? (await nobodys), normalisedPassword(password));
      return right && hashed !== undefined;
    },
    outdated: (hashed) => {
      const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
      return memoryCost < cost.memoryCost || timeCost < cost.timeCost || parallelism < cost.parallelism;
    },
  };
};
