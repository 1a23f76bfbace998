import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangePreferences,
  ChangeUsername,
  CheckCredentials,
  ClearAddresses,
  LockAccount,
  MakeEmailDigest,
  MatchesEmail,
  normalisedEmail,
  ReadAddress,
  ReadAgreements,
  ReadPeople,
  ReadProfile,
  ReadReleasedAddress,
  ReleaseClaims,
  UnlockAccount,
} from '@lethe/contracts';
import { databaseText } from '@lethe/testing';
import { lastCodeTo, neighbours } from '../testing/neighbours.ts';
import { confirm, newAccount, password, registered } from '../testing/people.ts';
import { at, runIdentity, type Running } from '../testing/running.ts';

const nobody = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';

let running: Running;
beforeAll(async () => {
  running = await runIdentity();
});
afterAll(() => running.stop());

const person = async (accountId: string, key: string = crypto.randomUUID()) => ({
  as: await running.personToken(accountId),
  key,
});
const lock = (accountId: string, attempt: number) => running.as.cancellation.ask(LockAccount, { accountId, attempt });
const unlock = (accountId: string, attempt: number) =>
  running.as.cancellation.ask(UnlockAccount, { accountId, attempt });
const release = (accountId: string, cancellationId: string) =>
  running.as.cancellation.ask(
    ReleaseClaims,
    { accountId, cancellationId, releasedAt: running.clock.now() },
    { key: `${cancellationId}/release` },
  );
const digest = (accountId: string, cancellationId: string, key: string = crypto.randomUUID()) =>
  running.as.cancellation.ask(MakeEmailDigest, { accountId, cancellationId }, { key });
const address = (accountId: string) => running.as.notification.ask(ReadAddress, { accountId });
const releasedAddress = (accountId: string) =>
  running.as['workspace-ownership'].ask(ReadReleasedAddress, { accountId });
const names = async (...accountIds: string[]) => {
  const { people } = await running.as.ticketing.ask(ReadPeople, { accountIds, purpose: 'tickets' });
  return people.map(({ username }) => username);
};

describe('The profile (ID-3)', () => {
  it('is read and changed by its owner; the same change again answers alike', async () => {
    const accountId = await newAccount(running, 'Profile@example.test', 'Ada');
    const change = async (username: string, key?: string) =>
      running.as.gateway.ask(ChangeUsername, { username }, await person(accountId, key));
    expect(await change('Ada Lovelace', 'rename')).toEqual({ changedAt: running.clock.now() });
    running.clock.advance({ seconds: 1 });
    expect(await change('Ada Lovelace', 'rename')).toEqual({ changedAt: at });
    expect(await change('Ada Lovelace')).toEqual({ changedAt: null });
    expect(await running.as.gateway.ask(ReadProfile, {}, await person(accountId))).toEqual({
      accountId,
      email: 'Profile@example.test',
      username: 'Ada Lovelace',
      language: null,
      timeZone: null,
      registeredAt: at,
    });
  });

  it('has the language and time zone of its registration, until they are changed (API-4)', async () => {
    const asked = { email: 'prefers@example.test', language: 'zh', timeZone: 'Asia/Shanghai' } as const;
    const registrationId = await registered(running, asked);
    const confirmed = await confirm(running, registrationId, lastCodeTo(registrationId));
    const accountId = 'accountId' in confirmed ? confirmed.accountId : '';
    const read = async () => running.as.gateway.ask(ReadProfile, {}, await person(accountId));
    const change = async (language: 'en' | 'zh', timeZone: string | null, key?: string) =>
      running.as.gateway.ask(ChangePreferences, { language, timeZone }, await person(accountId, key));
    expect(await read()).toMatchObject({ language: 'zh', timeZone: 'Asia/Shanghai' });
    expect(await address(accountId)).toMatchObject({ language: 'zh', timeZone: 'Asia/Shanghai' });
    const changed = await change('en', 'Europe/Berlin', 'prefer');
    expect(changed).toEqual({ changedAt: running.clock.now() });
    running.clock.advance({ seconds: 1 });
    expect(await change('en', 'Europe/Berlin', 'prefer')).toEqual(changed);
    expect(await change('en', 'Europe/Berlin')).toEqual({ changedAt: null });
    expect(await read()).toMatchObject({ language: 'en', timeZone: 'Europe/Berlin' });
    await change('en', null);
    expect(await address(accountId)).toMatchObject({ language: 'en', timeZone: null });
  });

  it('takes a name by the rule for names, and no other (I5)', async () => {
    const accountId = await newAccount(running, 'unseen@example.test', 'Ada');
    const change = async (username: string) =>
      running.as.gateway.ask(ChangeUsername, { username }, await person(accountId));
    await expect(change('\u200b')).rejects.toMatchObject({ fault: 'invalid' });
    expect(await change(' Jose\u0301 ')).toEqual({ changedAt: running.clock.now() });
    expect(await names(accountId)).toEqual(['Jos\u00e9']);
  });

  it('says whether an address is its own, compared as all addresses are, while it is active (W1, ID-5)', async () => {
    const accountId = await newAccount(running, 'Matching@B\u00fccher.example');
    const matches = async (id: string, email: string) =>
      (await running.as['workspace-ownership'].ask(MatchesEmail, { accountId: id, email })).matches;
    expect(await matches(accountId, ' MATCHING@xn--bcher-kva.example')).toBe(true);
    expect(await matches(accountId, 'other@example.test')).toBe(false);
    expect(await matches(nobody, 'Matching@B\u00fccher.example')).toBe(false);
    await lock(accountId, 1);
    expect(await matches(accountId, 'Matching@B\u00fccher.example')).toBe(false);
    await expect(
      (await running.callsOf('ticketing', 'workspace-ownership')).ask(MatchesEmail, {
        accountId,
        email: 'matching@example.test',
      }),
    ).rejects.toMatchObject({ fault: 'forbidden' });
  });

  it('shows names to services that show people, and none of nobody (FIT-3)', async () => {
    const accountId = await newAccount(running, 'shown@example.test', 'Grace');
    expect(await names(accountId, nobody)).toEqual(['Grace', null]);
  });

  it('knows the agreements (CAN-5)', async () => {
    const { agreements } = await running.as.cancellation.ask(ReadAgreements, {});
    expect(agreements.map(({ id }) => id)).toEqual(['cancellation-terms', 'data-erasure-notice']);
  });
});

describe('Locking by attempt (CAN-7)', () => {
  it('is undone, and then that attempt comes too late', async () => {
    const accountId = await newAccount(running, 'undone@example.test');
    expect(await lock(accountId, 1)).toEqual({});
    expect(await lock(accountId, 1)).toEqual({});
    expect(await unlock(accountId, 1)).toEqual({});
    expect(await lock(accountId, 1)).toEqual({ refused: 'attempt-undone', details: {} });
    expect(await lock(accountId, 2)).toEqual({});
  });

  it('is refused where the undo arrived first, and for nobody', async () => {
    const accountId = await newAccount(running, 'forestalled@example.test');
    expect(await unlock(accountId, 1)).toEqual({});
    expect(await lock(accountId, 1)).toEqual({ refused: 'attempt-undone', details: {} });
    expect(await lock(nobody, 1)).toEqual({ refused: 'account-unknown', details: {} });
    expect(await unlock(nobody, 1)).toEqual({});
  });
});

describe('After the point of no return', () => {
  const cancellationId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';
  const email = 'Marker-Address@example.test';
  const username = 'Marker-Name';
  let accountId: string;
  let older: string;

  beforeAll(async () => {
    accountId = await newAccount(running, email, username);
    older = await registered(running, { email, username });
    running.clock.advance({ seconds: 1 });
    await lock(accountId, 1);
    await release(accountId, cancellationId);
    await release(accountId, cancellationId);
  });

  it('the address is free at once, and the new account has nothing of the old one (PLAN-2)', async () => {
    const fresh = await newAccount(running, email.toLowerCase(), 'Somebody new');
    expect(fresh).not.toBe(accountId);
    expect(await running.as.session.ask(CheckCredentials, { email, password, from: {} })).toMatchObject({
      accountId: fresh,
    });
    expect(await names(accountId, fresh)).toEqual([null, 'Somebody new']);
    expect(await lock(accountId, 2)).toEqual({ refused: 'account-unknown', details: {} });
  });

  it('the digest of the address is made once, and its salt makes it again (CAN-11)', async () => {
    const made = await digest(accountId, cancellationId, 'digest');
    expect(await digest(accountId, cancellationId, 'digest')).toEqual(made);
    expect(await digest(accountId, cancellationId)).toEqual(made);
    const { salt } = await address(accountId);
    const again = createHash('sha256').update(`${salt}:marker-address@example.test`).digest('base64url');
    expect(made).toEqual({ digest: again });
  });

  it('the salt comes out of nothing that outlives the addresses: neither the log nor the service’s own keys (CAN-11)', async () => {
    const { salt } = await address(accountId);
    const { events } = await running.kit.store.read(`account-${accountId}`);
    const ids = events.flatMap(({ id, commandId, correlationId }) => [id, commandId, correlationId]);
    const made = [...ids, accountId, cancellationId].map((id) => running.kit.sealing.mac('email-digest-salt', id));
    expect(made).not.toContain(salt);
    expect(await databaseText(running.pool)).not.toContain(salt);
  });

  /** When each mail to the address, and the last failure with it, was counted. */
  const counted = async (): Promise<readonly string[]> => {
    const kinds = ['address', 'registration', 'invited'].map((kind) => `hourly-sends/${kind}`);
    const buckets = [...kinds, 'sign-in-failures'].map((purpose) =>
      running.kit.sealing.mac(purpose, normalisedEmail(email)),
    );
    const { rows } = await running.pool.query<{ counted: string }>(
      `select sent_at as counted from hourly_sends where bucket = any($1)
       union all select last_at from sign_in_failures where bucket = any($1)`,
      [buckets],
    );
    return rows.map((row) => row.counted);
  };

  it('clearing ends what waited for the address before its release, not somebody new’s', async () => {
    const newer = await registered(running, { email, username: 'Somebody newer' });
    const releasedAt = running.clock.now();
    running.clock.advance({ seconds: 1 });
    const latest = await registered(running, { email, username: 'Somebody newest' });
    const request = { accountId, cancellationId, participant: 'identity', finalAt: releasedAt, releasedAt } as const;
    expect((await counted()).filter((countedAt) => countedAt < releasedAt)).not.toEqual([]);
    await running.clear(request);
    await running.clear(request);
    expect(new Set(await counted())).toEqual(new Set([releasedAt, running.clock.now()])); // of who came later (K6)
    const subjects = [older, newer, latest].map((id) => `registration:${id}`);
    const left = await running.keys.open([...subjects, `account:${accountId}`, `account:${accountId}/addresses`]);
    expect([...left.keys()].toSorted()).toEqual(
      [subjects[1], subjects[2], `account:${accountId}/addresses`].toSorted(),
    );
    expect(neighbours.acknowledged.map(({ evidence }) => evidence.categories)).toEqual([
      { profiles: 1, 'pending-registrations': 1, 'staff-invitations': 0 },
      { profiles: 1, 'pending-registrations': 1, 'staff-invitations': 0 },
    ]);
    expect(await confirm(running, older, '123456')).toEqual({ refused: 'registration-unknown', details: {} });
  });

  it('who must look for what waits for the address is told it from the release on, until the addresses are cleared', async () => {
    const active = await newAccount(running, 'active@example.test');
    expect(await releasedAddress(active)).toEqual({ email: null });
    expect(await releasedAddress(nobody)).toEqual({ email: null });
    expect(await releasedAddress(accountId)).toEqual({ email });
    const ticketing = await running.callsOf('ticketing', 'workspace-ownership');
    await expect(ticketing.ask(ReadReleasedAddress, { accountId })).rejects.toMatchObject({
      fault: 'forbidden',
    });
  });

  it('notification finds the address until the addresses are cleared, and nothing afterwards', async () => {
    expect(await address(accountId)).toEqual({ email, salt: expect.any(String), timeZone: null });
    const clear = () => running.as.cancellation.ask(ClearAddresses, { accountId, cancellationId }, { key: 'clear' });
    const cleared = await clear();
    running.clock.advance({ seconds: 1 });
    expect(await clear()).toEqual(cleared);
    expect(await address(accountId)).toEqual({ email: null, salt: null });
    expect(await releasedAddress(accountId)).toEqual({ email: null });
    expect(await address(nobody)).toEqual({ email: null, salt: null });
  });

  it('no plain name, address, password or code ever lay in the database or the log (CAN-10)', async () => {
    const text = await databaseText(running.pool);
    const logged = running.logged.join('');
    expect(text).toContain(accountId);
    expect(logged).toContain('People were looked up.');
    for (const marker of [/marker-address/i, /marker-name/i, /somebody new/i, /correct horse/i, /\$argon2id/])
      for (const place of [text, logged]) expect(place).not.toMatch(marker);
    await running.pool.query(`insert into hourly_sends values ('Marker-Name', $1, '')`, [accountId]);
    expect(await databaseText(running.pool)).toMatch(/marker-name/i);
    const codes = [...neighbours.mails.values()].flatMap(({ parameters }) => parameters['code'] ?? []);
    expect(codes.length).toBeGreaterThan(3);
    for (const code of codes) expect(text).not.toMatch(new RegExp(`(?<![0-9a-zA-Z_-])${code}(?![0-9a-zA-Z_-])`));
  });
});
