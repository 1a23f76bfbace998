import { describe, expect, it } from '@jest/globals';
import { accountBehind, concernedBy, gateOf, ownersOf } from './gates.ts';

const ada = '6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
const eve = '7a2d2c1f-1a1b-4d88-8a7f-5b5a4a6a2e02';

describe('Whose gate must be open (D6, L11)', () => {
  it('is that of each account whose id a stream is called by, and of nothing else', () => {
    expect(ownersOf([`account-${ada}`, 'staff-roster', `workspace-${eve}`, `claim-${ada}-1`, ada])).toEqual([ada, eve]);
  });

  it('is that of whoever gives the command, and of the account whose key its request is under, once', () => {
    expect(concernedBy({ actor: ada, subject: `account:${eve}` })).toEqual([ada, eve]);
    expect(concernedBy({ actor: ada, subject: `account:${ada}` })).toEqual([ada]);
    expect(concernedBy({ actor: 'service:identity', subject: `ticket:${eve}` })).toEqual([]);
    expect(concernedBy({ actor: 'operator', subject: undefined })).toEqual([]);
  });

  it('is told by its stream', () => {
    expect(accountBehind(gateOf(ada))).toBe(ada);
    expect(accountBehind(`account-${ada}`)).toBeUndefined();
  });
});
