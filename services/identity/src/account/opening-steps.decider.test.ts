import { describe, expect, it } from '@jest/globals';
import { shredded } from '@lethe/contracts';
import { specify } from '@lethe/deciding/specify';
import type { AccountEvent } from './account.events.ts';
import { accountFold } from './account.ts';
import { openingSteps } from './opening-steps.ts';

const given = specify(accountFold, { openAccount: openingSteps });
const at = '2026-11-24T07:00:00.000Z';
const accountId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const email = 'Ada@example.com';

const opened: AccountEvent = { type: 'AccountOpened', data: { accountId, kind: 'local', openedAt: at } };
const ofStaff: AccountEvent = {
  type: 'AccountOpened',
  data: { accountId, kind: 'sso', staffRole: 'support', openedAt: at },
};
const claimed: AccountEvent = { type: 'EmailClaimed', data: { accountId, email, claimedAt: at } };
const named: AccountEvent = { type: 'UsernameChosen', data: { accountId, username: 'Ada', chosenAt: at } };
const passwordSet = (passwordHash: string, replaces = false): AccountEvent => ({
  type: 'PasswordSet',
  data: { accountId, passwordHash, replaces, setAt: at },
});
const open = (more: object) =>
  ({ type: 'OpenAccount', data: { accountId, kind: 'local', email, username: 'Ada', at, ...more } }) as const;

const registered = (staffRole?: 'support'): AccountEvent => {
  const data = { accountId, email, username: 'Ada', passwordHash: 'hash', registeredAt: at };
  return { type: 'AccountRegistered', data: staffRole === undefined ? data : { ...data, staffRole } };
};

describe('Opening an account (ID-1)', () => {
  it('is its steps, each fact alone', () => {
    const steps = [opened, claimed, named, passwordSet('hash')];
    given()
      .when(open({ passwordHash: 'hash' }))
      .then(...steps);
  });
  it('needs no password, and says of the staff what they are (ADM-1, ID-8)', () => {
    const steps = [ofStaff, claimed, named];
    given()
      .when(open({ kind: 'sso', staffRole: 'support' }))
      .then(...steps);
  });
  it('happens once', () => {
    given(opened)
      .when(open({ passwordHash: 'hash' }))
      .nothing();
  });
});

describe('An account that logs of before registered', () => {
  it('is what its steps make', () => {
    expect(given(registered()).state()).toEqual(given(opened, claimed, named, passwordSet('hash')).state());
    expect(given(registered('support')).state()).toMatchObject({
      status: 'active',
      kind: 'local',
      staffRole: 'support',
    });
  });
});

describe('Setting a password', () => {
  it('is no change for a sign-in where there was none, and is one where it replaces one (SES-3)', () => {
    expect(given(opened, passwordSet('hash')).state()).toMatchObject({ passwordHash: 'hash', revision: 0 });
    const replaced = given(opened, passwordSet('hash'), passwordSet('other', true)).state();
    expect(replaced).toMatchObject({ passwordHash: 'other', revision: 1, changedIn: undefined });
  });
});

describe('An account whose keys are destroyed (CAN-10)', () => {
  it('still folds its steps', () => {
    const gone: readonly AccountEvent[] = [
      opened,
      { type: 'EmailClaimed', data: { accountId, email: shredded, claimedAt: at } },
      { type: 'PasswordSet', data: { accountId, passwordHash: shredded, replaces: true, setAt: at } },
    ];
    expect(given(...gone).state()).toMatchObject({ status: 'active', email: shredded, username: undefined });
  });
});
