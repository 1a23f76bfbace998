import { describe, expect, it } from '@jest/globals';
import { fold } from '@lethe/deciding';
import { CommandReused, type Recorded } from '@lethe/journal';
import { inMemorySubjectKeys, sealingOf } from '@lethe/sealing';
import type { IdentityEvent } from '../identity-kit.ts';
import { codeHashesOf, hashFor } from './codes.service.ts';
import { codeIn, recordCode } from './recording-code.service.ts';
import { verificationFold } from './verification.ts';

/** Writes under the newest of these keys. */
const under = (...keys: readonly [string, ...string[]]) => {
  const [newest, ...older] = keys;
  const indexes = (text: string): readonly [string, ...string[]] => [
    `${newest}/${text}`,
    ...older.map((key) => `${key}/${text}`),
  ];
  const sealing = sealingOf({ keys: inMemorySubjectKeys(), tokenKey: new Uint8Array(32).fill(7), indexes });
  return { sealing, clock: () => '2026-11-24T07:00:00.000Z' };
};
const accountId = '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f';
const destination = 'ada@example.org';
const binding = { purpose: 'reset-password', asker: { by: 'browser', id: accountId }, destination } as const;
const how = { commandId: 'c4a1b6a0-5d8e-4f3b-8a4e-1f2e3d4c5b6a', destination };

/** What is recorded of a code, under the key that there is. */
const sentUnder = async (kit: ReturnType<typeof under>): Promise<readonly Recorded<IdentityEvent>[]> => {
  const events: IdentityEvent[] = [];
  const unit = {
    load: async () => verificationFold.initial,
    record: (_stream: string, decided: readonly IdentityEvent[]) => void events.push(...decided),
  } as unknown as Parameters<typeof recordCode>[1];
  const code = { of: accountId, accountId, binding, caps: [] };
  await recordCode(kit, unit, code, { commandId: how.commandId, admit: async () => undefined });
  return events as readonly unknown[] as readonly Recorded<IdentityEvent>[];
};

describe('A code that was mailed under the index key of before (ID-7, K1)', () => {
  it('fits while that key is there, and no longer', async () => {
    const sent = await sentUnder(under('1'));
    const verification = fold(verificationFold, sent as never);
    const { code } = codeIn(under('1'), how)(sent);
    const { live } = verification.codes['reset-password'];
    expect(live?.hash).toBe(codeHashesOf(under('1'), live?.codeId ?? '', code ?? '', binding)[0]);
    expect(hashFor(under('2', '1'), verification, code ?? '', binding)).toBe(live?.hash);
    expect(hashFor(under('2'), verification, code ?? '', binding)).not.toBe(live?.hash);
    expect(hashFor(under('2', '1'), verification, '000000', binding)).not.toBe(live?.hash);
  });

  it('is the same request when its command comes again, and another one for another address', async () => {
    const sent = await sentUnder(under('1'));
    expect(codeIn(under('2', '1'), how)(sent)).toEqual(codeIn(under('1'), how)(sent));
    const elsewhere = { ...how, destination: 'bob@example.org' };
    expect(() => codeIn(under('2', '1'), elsewhere)(sent)).toThrow(CommandReused);
  });
});
