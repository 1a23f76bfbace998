import { describe, expect, it } from '@jest/globals';
import { isShredded, shredded } from '@lethe/contracts';
import type { Json } from '@lethe/event-store';
import fc from 'fast-check';
import { newKey } from './aead.ts';
import { sealingOf } from './field-sealing.ts';
import { inMemorySubjectKeys } from './in-memory-subject-keys.ts';
import { isSealed, KeyDestroyed, originOf, SealBroken } from './sealing.ts';
import type { Plain, Sealed, SubjectKeys } from './sealing.ts';

const at = '2026-11-24T07:00:00.000Z';
const alice = 'account:alice';
const bob = 'account:bob';
const username = originOf('account-alice', 'AccountRegistered', 'username');
const fullName = originOf('account-alice', 'AccountRegistered', 'fullName');

const fresh = () => {
  const keys = inMemorySubjectKeys();
  return { keys, sealing: sealingOf({ keys, tokenKey: newKey() }) };
};
const sealOne = async (sealing: ReturnType<typeof sealingOf>, plain: Plain): Promise<Sealed> => {
  const [sealed] = await sealing.seal([plain]);
  if (sealed === undefined) throw new Error('Nothing was sealed.');
  return sealed;
};
const changed = (sealed: Sealed, change: Partial<Sealed['$sealed']>): Sealed => ({
  $sealed: { ...sealed.$sealed, ...change },
});
const bytesOf = (sealed: Sealed): Buffer => Buffer.from(sealed.$sealed.box, 'base64url');

describe('Sealing a personal value', () => {
  it('gives back what was sealed, in order, whatever JSON it was', async () => {
    const { sealing } = fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ value: fc.jsonValue(), subject: fc.constantFrom(alice, bob) })),
        async (values) => {
          const plain = values.map((each) => ({ ...each, value: each.value as Json, origin: username }));
          const opened = await sealing.open(await sealing.seal(plain));
          expect(JSON.stringify(opened)).toBe(JSON.stringify(values.map(({ value }) => value)));
        },
      ),
    );
  });

  it('shows nothing of the value, and never looks the same twice', async () => {
    const { sealing } = fresh();
    const plain = { value: 'marker-7f3a', subject: alice, origin: username };
    const [first, second] = [await sealOne(sealing, plain), await sealOne(sealing, plain)];
    expect(isSealed(first)).toBe(true);
    expect(JSON.stringify(first)).not.toContain('marker-7f3a');
    expect(bytesOf(first).includes('marker-7f3a')).toBe(false);
    expect(first.$sealed.box).not.toBe(second.$sealed.box);
  });

  it('answers nothing for nothing', async () => {
    const { sealing } = fresh();
    expect(await sealing.seal([])).toEqual([]);
    expect(await sealing.open([])).toEqual([]);
  });
});

describe('Opening a sealed value that was tampered with (E4)', () => {
  const setUp = async () => {
    const { sealing } = fresh();
    const ofAlice = await sealOne(sealing, { value: 'Alice', subject: alice, origin: username });
    const ofBob = await sealOne(sealing, { value: 'Bob', subject: bob, origin: username });
    return { sealing, ofAlice, ofBob };
  };
  const broken = { name: 'SealBroken', origin: username };

  it('fails where it was moved to another person', async () => {
    const { sealing, ofAlice, ofBob } = await setUp();
    await expect(sealing.open([changed(ofAlice, { subject: bob })])).rejects.toMatchObject(broken);
    await expect(sealing.open([changed(ofBob, { box: ofAlice.$sealed.box })])).rejects.toMatchObject(broken);
  });

  it('fails where it was moved to another field', async () => {
    const { sealing, ofAlice } = await setUp();
    const moved = changed(ofAlice, { origin: fullName });
    await expect(sealing.open([moved])).rejects.toMatchObject({ name: 'SealBroken', origin: fullName });
  });

  it('fails for every bit that is flipped', async () => {
    const { sealing, ofAlice } = await setUp();
    const bits = bytesOf(ofAlice).length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      const bytes = bytesOf(ofAlice);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(sealing.open([changed(ofAlice, { box: bytes.toString('base64url') })])).rejects.toThrow(SealBroken);
    }
  });

  it('fails wherever it is cut off', async () => {
    const { sealing, ofAlice } = await setUp();
    for (let length = 0; length < ofAlice.$sealed.box.length; length += 1) {
      const box = ofAlice.$sealed.box.slice(0, length);
      await expect(sealing.open([changed(ofAlice, { box })])).rejects.toThrow(SealBroken);
    }
  });

  it('fails where text was added that base64url would skip', async () => {
    const { sealing, ofAlice } = await setUp();
    const box = `${ofAlice.$sealed.box}=\n`;
    await expect(sealing.open([changed(ofAlice, { box })])).rejects.toMatchObject(broken);
  });

  it('fails under another key of the same subject', async () => {
    const { ofAlice } = await setUp();
    const stranger = fresh();
    await stranger.keys.make(alice);
    await expect(stranger.sealing.open([ofAlice])).rejects.toMatchObject(broken);
  });

  it('fails as a whole where one of many is broken, and says nothing of the value', async () => {
    const { sealing, ofAlice, ofBob } = await setUp();
    const failure = await sealing.open([ofBob, changed(ofAlice, { subject: bob })]).catch((error: Error) => error);
    expect(failure).toBeInstanceOf(SealBroken);
    expect(String(failure)).not.toMatch(/Alice|Bob/);
  });
});

describe('Destroying a key', () => {
  it('turns what it sealed into Shredded, and nothing else', async () => {
    const { sealing } = fresh();
    const sealed = await sealing.seal([
      { value: 'Alice', subject: alice, origin: username },
      { value: 'Bob', subject: bob, origin: username },
      { value: 'A. Lice', subject: alice, origin: fullName },
    ]);
    expect(await sealing.destroy(alice, at)).toEqual({ subject: alice, destroyedAt: at });
    const opened = await sealing.open(sealed);
    expect(opened).toEqual([shredded, 'Bob', shredded]);
    expect(opened.map(isShredded)).toEqual([true, false, true]);
  });

  it('refuses to seal anything for that subject again, and makes no key (E2)', async () => {
    const { sealing, keys } = fresh();
    await sealing.destroy(alice, at);
    const values = [
      { value: 'Bob', subject: bob, origin: username },
      { value: 'Alice', subject: alice, origin: username },
    ];
    await expect(sealing.seal(values)).rejects.toThrow(KeyDestroyed);
    expect(await keys.open([alice])).toEqual(new Map());
  });
});

describe('The digest of a request', () => {
  it('is the same for the same request, and differs by text and by subject', async () => {
    const { sealing } = fresh();
    const digest = await sealing.digest(alice, 'change username');
    expect(digest).toMatch(/^[\w-]{43}$/);
    expect(await sealing.digest(alice, 'change username')).toBe(digest);
    expect(await sealing.digest(alice, 'change email')).not.toBe(digest);
    expect(await sealing.digest(bob, 'change username')).not.toBe(digest);
  });

  it('is made for a subject that had no key yet, with the key that seals afterwards', async () => {
    const { sealing, keys } = fresh();
    const digest = await sealing.digest(alice, 'register');
    await sealOne(sealing, { value: 'Alice', subject: alice, origin: username });
    expect(await sealing.digest(alice, 'register')).toBe(digest);
    expect((await keys.open([alice])).size).toBe(1);
  });

  it('is null once the key is destroyed', async () => {
    const { sealing } = fresh();
    await sealing.digest(alice, 'change username');
    await sealing.destroy(alice, at);
    expect(await sealing.digest(alice, 'change username')).toBeNull();
  });
});

describe('A blind index', () => {
  it('is the same for the same value, and differs by kind, value and service', () => {
    const { sealing } = fresh();
    const index = sealing.mac('email', 'alice@example.org');
    expect(index).toMatch(/^[\w-]{43}$/);
    expect(sealing.mac('email', 'alice@example.org')).toBe(index);
    expect(sealing.mac('username', 'alice@example.org')).not.toBe(index);
    expect(sealing.mac('email', 'bob@example.org')).not.toBe(index);
    expect(fresh().sealing.mac('email', 'alice@example.org')).not.toBe(index);
  });

  it('does not take the end of a kind for the beginning of a value', () => {
    const { sealing } = fresh();
    expect(sealing.mac('sso', 'a:b')).not.toBe(sealing.mac('ssoa', ':b'));
  });

  it('is HMAC-SHA-256 over kind, NUL and value', () => {
    const tokenKey = Buffer.alloc(32, 7);
    const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey });
    expect(sealing.mac('email', 'alice@example.org')).toBe('2KUrIq3UvUijgGpGqsUY3f1hkuj8tNly9Ct5uVeKMC8');
  });
});

describe('What was written by an earlier release', () => {
  const known: SubjectKeys = {
    ...inMemorySubjectKeys(),
    make: async () => new Uint8Array(32).fill(1),
    open: async () => new Map([[alice, new Uint8Array(32).fill(1)]]),
  };
  const sealing = sealingOf({ keys: known, tokenKey: newKey() });

  it('still opens: nonce, ciphertext and tag, bound to subject and origin', async () => {
    const box = 'AgICAgICAgICAgICJZelICky43-iwPqXROo3lFilIINQCFA';
    expect(await sealing.open([{ $sealed: { subject: alice, origin: username, box } }])).toEqual(['Alice']);
  });

  it('still has the same digest', async () => {
    expect(await sealing.digest(alice, 'register')).toBe('CBZPsn7MRJVXVL2VFBT41wT1ZC3JNYC4R4_WSo-vDU8');
  });
});
