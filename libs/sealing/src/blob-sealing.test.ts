import { describe, expect, it } from '@jest/globals';
import { isShredded } from '@lethe/contracts';
import fc from 'fast-check';
import { newKey } from './aead.ts';
import { sealingOf } from './field-sealing.ts';
import { inMemorySubjectKeys } from './in-memory-subject-keys.ts';
import { originOf } from './sealing.ts';
import type { Bytes, Origin } from './sealing.ts';

const chunk = 64 * 1024;
const box = chunk + 28;
const origin = originOf('ticket-1', 'AttachmentAdded', 'content');
const subject = 'ticket:1';

const sealing = () => sealingOf({ keys: inMemorySubjectKeys(), tokenKey: newKey() });
const stream = async function* (...parts: readonly Uint8Array[]): Bytes {
  yield* parts;
};
const whole = async (bytes: Bytes): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
};
const sealed = async (by: ReturnType<typeof sealing>, plain: Uint8Array, of: Origin = origin) =>
  whole(await by.sealBytes(subject, of, stream(plain)));
const open = async (by: ReturnType<typeof sealing>, bytes: Uint8Array, of: Origin = origin) => {
  const opened = await by.openBytes(subject, of, stream(bytes));
  return isShredded(opened) ? opened : whole(opened);
};
const someBytes = (length: number) => Buffer.from(Array.from({ length }, (_, n) => (n * 31) % 251));

describe('Sealing large bytes', () => {
  it('gives back what was sealed, however it was cut into parts', async () => {
    const by = sealing();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0, 1, 15, 16, 17, chunk - 1, chunk, chunk + 1, 2 * chunk), { maxLength: 5 }),
        fc.integer({ min: 1, max: box }),
        async (lengths, cut) => {
          const parts = lengths.map(someBytes);
          const bytes = await whole(await by.sealBytes(subject, origin, stream(...parts)));
          const cuts = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, n) =>
            bytes.subarray(n * cut, (n + 1) * cut),
          );
          const opened = await by.openBytes(subject, origin, stream(...(cut < 500 ? [bytes] : cuts)));
          if (isShredded(opened)) throw new Error('The key is there.');
          expect((await whole(opened)).equals(Buffer.concat(parts))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('shows nothing of them', async () => {
    const marker = Buffer.from('marker-7f3a'.repeat(1_000));
    expect((await sealed(sealing(), marker)).includes('marker-7f3a')).toBe(false);
  });

  it('is an error where a part was flipped, moved, repeated, left out, added or cut off (E4)', async () => {
    const by = sealing();
    const bytes = await sealed(by, someBytes(3 * chunk + 5));
    const [salt, first, second, third, last] = [
      bytes.subarray(0, 16),
      ...[0, 1, 2, 3].map((place) => bytes.subarray(16 + place * box, 16 + (place + 1) * box)),
    ] as [Buffer, Buffer, Buffer, Buffer, Buffer];
    const flipped = Buffer.from(bytes);
    flipped[16 + box + 40] = (flipped[16 + box + 40] ?? 0) ^ 1;
    const forged = [
      [flipped],
      [salt, second, first, third, last],
      [salt, first, first, second, third, last],
      [salt, first, third, last],
      [salt, first, second, third],
      [salt, first, second, third, last, last],
      [bytes.subarray(0, -1)],
      [bytes.subarray(0, 16)],
      [bytes.subarray(0, 7)],
      [],
    ];
    for (const parts of forged)
      await expect(open(by, Buffer.concat(parts))).rejects.toMatchObject({ name: 'SealBroken', origin });
  });

  it('is an error where it comes from another blob, place or person (E4)', async () => {
    const by = sealing();
    const [one, other] = [await sealed(by, someBytes(2 * chunk)), await sealed(by, someBytes(2 * chunk))];
    const mixed = Buffer.concat([one.subarray(0, 16 + box), other.subarray(16 + box)]);
    await expect(open(by, mixed)).rejects.toMatchObject({ name: 'SealBroken' });
    const elsewhere = originOf('ticket-2', 'AttachmentAdded', 'content');
    await expect(open(by, one, elsewhere)).rejects.toMatchObject({ name: 'SealBroken' });
    await sealing().seal([]);
    await by.seal([{ value: 1, subject: 'ticket:2', origin }]);
    const others = await by.openBytes('ticket:2', origin, stream(one));
    await expect(isShredded(others) ? others : whole(others)).rejects.toMatchObject({ name: 'SealBroken' });
  });

  it('reads as shredded once the key is destroyed, and nothing more is sealed', async () => {
    const by = sealing();
    const bytes = await sealed(by, someBytes(10));
    await by.destroy(subject, '2026-11-24T07:00:00.000Z');
    expect(isShredded(await open(by, bytes))).toBe(true);
    await expect(sealed(by, someBytes(10))).rejects.toMatchObject({ name: 'KeyDestroyed' });
  });
});
