import { describe, expect, it } from '@jest/globals';
import { argon2Hashing, owasp } from './password-hashing.ts';

const hashing = argon2Hashing();

describe('Hashing passwords (ID-4)', () => {
  it('is Argon2id with the parameters of OWASP, and a salt of its own each time', async () => {
    const [one, other] = await Promise.all([hashing.hash('secret'), hashing.hash('secret')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });
  it('verifies the whole password', async () => {
    const long = 'x'.repeat(127);
    const hashed = await hashing.hash(`${long}a`);
    expect(await hashing.verify(hashed, `${long}a`)).toBe(true);
    expect(await hashing.verify(hashed, `${long}b`)).toBe(false);
  });
  it('takes the same password however its accents are typed', async () => {
    expect(await hashing.verify(await hashing.hash('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });
  it('says no where there is nobody, after as much work (ID-2)', async () => {
    expect(await hashing.verify(undefined, 'secret')).toBe(false);
    const hashed = await hashing.hash('secret');
    const took = async (known: string | undefined): Promise<number> => {
      const from = performance.now();
      for (let round = 0; round < 10; round += 1) await hashing.verify(known, 'guess');
      return performance.now() - from;
    };
    await took(undefined);
    const [nobody, somebody] = [await took(undefined), await took(hashed)];
    expect(nobody).toBeGreaterThan(somebody / 3);
  });
  it('knows a hash that was made when less was asked', async () => {
    const weaker = await argon2Hashing({ ...owasp, memoryCost: 8192 }).hash('secret');
    expect(hashing.outdated(weaker)).toBe(true);
    expect(hashing.outdated(await hashing.hash('secret'))).toBe(false);
    expect(await hashing.verify(weaker, 'secret')).toBe(true);
  });
});
