import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@lethe/testing';
import { decodeJwt } from 'jose';
import { NotProven, type Keyring } from './keyring.ts';
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
