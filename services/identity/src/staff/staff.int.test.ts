import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptStaffInvitation,
  CheckCredentials,
  InviteStaff,
  LockAccount,
  ReadObjections,
  ReadProfile,
  ReadStaffRole,
  ReleaseClaims,
  UnlockAccount,
  type StaffRole,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

let running: Running;
beforeAll(async () => {
  running = await runIdentity({ LETHE_PLAN: 'commercial' });
});
afterAll(() => running.stop());

const invite = (email: string, role: StaffRole = 'administrator', key: string = crypto.randomUUID()) =>
  running.as.operator.ask(InviteStaff, { email, role }, { key });
const accept = (token: string, key: string = crypto.randomUUID(), given = password) =>
  running.as.gateway.ask(AcceptStaffInvitation, { token, username: 'Grace', password: given }, { browser: 'b-1', key });
const lock = (accountId: string, attempt = 1) => running.as.cancellation.ask(LockAccount, { accountId, attempt });
const staff = async (email: string, role: StaffRole = 'administrator'): Promise<string> => {
  const answer = await accept((await invite(email, role)).token);
  if (!('accountId' in answer)) throw new Error(answer.refused);
  return answer.accountId;
};

describe('Staff (ADM-1)', () => {
  it('come by a link that works once, for seven days, with the role of the invitation', async () => {
    const { invitationId, token, expiresAt } = await invite('grace@example.test', 'support');
    expect({ invitationId, expiresAt }).toEqual({ invitationId: uuid, expiresAt: '2026-12-01T07:00:00.000Z' });
    const accepted = await accept(token, 'accept-1');
    const accountId = 'accountId' in accepted ? accepted.accountId : '';
    const as = await running.personToken(accountId);
    expect(await running.as.gateway.ask(ReadProfile, {}, { as })).toMatchObject({ accountId, staffRole: 'support' });
    expect(await running.as.session.ask(CheckCredentials, { email: 'grace@example.test', password })).toMatchObject({
      accountId,
      staffRole: 'support',
    });
    expect(await accept(token, 'accept-1')).toEqual(accepted);
    expect(await accept(token)).toEqual({ refused: 'invitation-unknown', details: {} });
    const subject = `invitation:${invitationId}`;
    await eventually(async () => expect((await running.keys.open([subject])).size).toBe(0));
  });

  it('are told from everybody else where somebody shall be given work, and not while they are locked (A4)', async () => {
    const accountId = await staff('helen@example.test', 'support');
    const roleOf = (of: string) => running.as.ticketing.ask(ReadStaffRole, { accountId: of });
    expect(await roleOf(accountId)).toEqual({ role: 'support' });
    expect(await roleOf(crypto.randomUUID())).toEqual({ role: null });
    await lock(accountId);
    expect(await roleOf(accountId)).toEqual({ role: null });
  });

  it('get the same link where the same command comes again', async () => {
    const first = await invite('again@example.test', 'auditor', 'invite-1');
    expect(await invite('again@example.test', 'auditor', 'invite-1')).toEqual(first);
  });

  it('cannot come with a forged, an altered or an old link, a weak password, or an address that is taken', async () => {
    const { token } = await invite('late@example.test');
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const unknown = { refused: 'invitation-unknown', details: {} };
    for (const wrong of ['nonsense', '', forged].filter((each) => each !== ''))
      expect(await accept(wrong)).toEqual(unknown);
    expect(await accept(token, 'weak', 'short')).toMatchObject({ refused: 'password-too-weak' });
    await newAccount(running, 'taken@example.test');
    expect(await accept((await invite('Taken@example.test')).token)).toEqual({ refused: 'email-taken', details: {} });
    running.clock.advance({ days: 7 });
    expect(await accept(token)).toEqual(unknown);
  });

  it('are invited by the operator or an administrator with a second factor, nobody else', async () => {
    const input = { email: 'friend@example.test', role: 'support' } as const;
    const administrator = await running.personToken(crypto.randomUUID(), 'session-1', 'administrator');
    expect(await running.as.gateway.ask(InviteStaff, input, { as: administrator })).toMatchObject({
      invitationId: uuid,
    });
    const support = await running.personToken(crypto.randomUUID(), 'session-1', 'support');
    for (const how of [{ as: support }, {}])
      await expect(running.as.gateway.ask(InviteStaff, input, how)).rejects.toMatchObject({ fault: 'forbidden' });
  });
});

describe('The last active administrator (ADM-1)', () => {
  const isLast = async (accountId: string) =>
    (await running.as.cancellation.ask(ReadObjections, { accountId })).lastAdministrator;

  it('cannot be locked; of two who go at once, one stays', async () => {
    const [first, second] = [await staff('first@example.test'), await staff('second@example.test')];
    expect([await isLast(first), await isLast(second)]).toEqual([false, false]);
    const answers = await Promise.all([lock(first), lock(second)]);
    expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'last-administrator', details: {} }]);
    const [gone, last] = 'refused' in (answers[0] ?? {}) ? [second, first] : [first, second];
    expect([await isLast(gone), await isLast(last)]).toEqual([false, true]);
    await running.as.cancellation.ask(UnlockAccount, { accountId: gone, attempt: 1 });
    expect(await lock(last, 2)).toEqual({});
    expect(await lock(gone, 2)).toEqual({ refused: 'last-administrator', details: {} });
    const releasedAt = running.clock.now();
    await running.as.cancellation.ask(ReleaseClaims, {
      accountId: last,
      cancellationId: crypto.randomUUID(),
      releasedAt,
    });
    expect(await lock(gone, 3)).toEqual({ refused: 'last-administrator', details: {} });
  });
});
