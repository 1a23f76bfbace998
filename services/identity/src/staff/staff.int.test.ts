import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AcceptStaffInvitation,
  ChangeStaffRole,
  CheckCredentials,
  InviteStaff,
  ListStaff,
  ListStaffInvitations,
  LockAccount,
  PreviewStaffInvitation,
  ReadObjections,
  ReadPeople,
  ReadProfile,
  ReadStaffRole,
  ReadService,
  ReleaseClaims,
  RemoveStaff,
  RevokeStaffInvitation,
  UnlockAccount,
  type StaffRole,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { lastMailTo, neighbours } from '../testing/neighbours.ts';
import { newAccount, password } from '../testing/people.ts';
import { runIdentity, type Running } from '../testing/running.ts';

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

let running: Running;
beforeAll(async () => {
  running = await runIdentity({ LETHE_PLAN: 'commercial' });
});
afterAll(() => running.stop());

const invite = async (email: string, role: StaffRole = 'administrator', key: string = crypto.randomUUID()) => {
  const answer = await running.as.operator.ask(InviteStaff, { email, role }, { key });
  if ('refused' in answer) throw new Error(answer.refused);
  return answer;
};
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
    expect(
      await running.as.session.ask(CheckCredentials, { email: 'grace@example.test', password, from: {} }),
    ).toMatchObject({
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

  it('are invited only by an administrator who verified lately (SES-7)', async () => {
    const input = { email: 'late@example.test', role: 'administrator' } as const;
    const longAgo = new Date(Date.parse(running.clock.now()) - 600_001).toISOString();
    const as = await running.personToken(crypto.randomUUID(), 'session-1', 'administrator', longAgo);
    const no = { refused: 'verification-stale', details: {} };
    expect(await running.as.gateway.ask(InviteStaff, input, { as })).toEqual(no);
  });
});

describe('Invitations to the staff (ADM-1)', () => {
  const asStaff = async (accountId: string, role: StaffRole = 'administrator') => ({
    as: await running.personToken(accountId, 'session-1', role),
  });
  const unknown = { refused: 'invitation-unknown', details: {} };
  const preview = (token: string) => running.as.gateway.ask(PreviewStaffInvitation, { token }, { browser: 'b-1' });
  type Open = Readonly<{ email: string }>;
  const open = async (page: object = {}) =>
    (await running.as.gateway.ask(ListStaffInvitations, page, await asStaff(crypto.randomUUID()))) as Readonly<{
      invitations: readonly Open[];
      nextCursor: string | null;
    }>;

  it('of an administrator are mailed with their link, once, in the language of who invites; the operator’s are not', async () => {
    const inviter = await newAccount(running, 'inviter@example.test', 'Ada', 'zh');
    const how = { ...(await asStaff(inviter)), key: 'mail-1' };
    const input = { email: 'Mailed@example.test', role: 'support' } as const;
    const before = neighbours.mails.size;
    const answer = await running.as.gateway.ask(InviteStaff, input, how);
    expect(await running.as.gateway.ask(InviteStaff, input, how)).toEqual(answer);
    expect(neighbours.mails.size).toBe(before + 1);
    if ('refused' in answer) throw new Error(answer.refused);
    const { invitationId, token, link, expiresAt } = answer;
    expect(link).toBe(`http://127.0.0.1:4400/staff/accept#${token}`);
    expect(lastMailTo('Mailed@example.test')).toEqual({
      invitationId,
      address: 'Mailed@example.test',
      language: 'zh',
      template: 'staff-invitation',
      parameters: { link, role: 'support', expiresAt },
    });
    await invite('printed@example.test');
    expect(neighbours.mails.size).toBe(before + 1);
  });

  it('have a cap for each who sends them and each who gets them (ID-7)', async () => {
    const small = await runIdentity({ LETHE_IDENTITY_INVITATIONS_PER_HOUR: '2' });
    const sent = async (from: string, email: string) =>
      small.as.gateway.ask(
        InviteStaff,
        { email, role: 'support' },
        { as: await small.personToken(from, 'session-1', 'administrator') },
      );
    const [one, other, third] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const refused = { refused: 'too-many-invitations', details: { retryAt: '2026-11-24T08:00:00.000Z' } };
    for (const email of ['a@example.test', 'b@example.test'])
      expect(await sent(one, email)).toMatchObject({ invitationId: uuid });
    expect(await sent(one, 'c@example.test')).toEqual(refused);
    expect(await sent(other, 'A@example.test')).toMatchObject({ invitationId: uuid });
    expect(await sent(third, 'a@example.test')).toEqual(refused);
    await small.stop();
  });

  it('say what they invite to, whoever holds the link, and nothing to anybody else', async () => {
    const { token, expiresAt } = await invite('previewed@example.test', 'auditor');
    expect(await preview(token)).toEqual({ email: 'previewed@example.test', role: 'auditor', expiresAt });
    expect(await preview(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toEqual(unknown);
    expect(await preview('nonsense')).toEqual(unknown);
    expect(await accept(token)).toHaveProperty('accountId');
    expect(await preview(token)).toEqual(unknown);
  });

  it('are listed while they are open, newest first, and page by page (API-1)', async () => {
    running.clock.advance({ days: 8 });
    for (const email of ['first-listed@example.test', 'second-listed@example.test', 'third-listed@example.test']) {
      running.clock.advance({ seconds: 1 });
      await invite(email, 'support');
    }
    const expected = ['third-listed@example.test', 'second-listed@example.test', 'first-listed@example.test'];
    await eventually(async () => expect((await open()).invitations.map(({ email }) => email)).toEqual(expected));
    const { invitations, nextCursor } = await open({ limit: 2 });
    expect(invitations.map(({ email }) => email)).toEqual(expected.slice(0, 2));
    // Those that are over leave the list by themselves, soon.
    await eventually(async () => {
      const rest = await open({ limit: 2, cursor: nextCursor });
      expect([rest.invitations.map(({ email }) => email), rest.nextCursor]).toEqual([expected.slice(2), null]);
    });
    expect(await open({ cursor: 'x' })).toEqual({ refused: 'cursor-invalid', details: {} });
  });

  it('are revoked: the link opens nothing, the list forgets it at once, and its key goes', async () => {
    const { invitationId, token } = await invite('revoked@example.test');
    const listed = async () => (await open()).invitations.map(({ email }) => email);
    await eventually(async () => expect(await listed()).toContain('revoked@example.test'));
    const how = await asStaff(crypto.randomUUID());
    expect(await running.as.gateway.ask(RevokeStaffInvitation, { invitationId }, { ...how, key: 'revoke' })).toEqual(
      {},
    );
    expect(await listed()).not.toContain('revoked@example.test');
    expect(await running.as.gateway.ask(RevokeStaffInvitation, { invitationId }, { ...how, key: 'revoke' })).toEqual(
      {},
    );
    expect(await running.as.gateway.ask(RevokeStaffInvitation, { invitationId }, how)).toEqual(unknown);
    expect([await preview(token), await accept(token)]).toEqual([unknown, unknown]);
    await eventually(async () => expect((await running.keys.open([`invitation:${invitationId}`])).size).toBe(0));
  });

  it('are for administrators alone; who is staff every role may see', async () => {
    const support = await asStaff(crypto.randomUUID(), 'support');
    for (const ask of [
      running.as.gateway.ask(ListStaffInvitations, {}, support),
      running.as.gateway.ask(RevokeStaffInvitation, { invitationId: crypto.randomUUID() }, support),
    ])
      await expect(ask).rejects.toMatchObject({ fault: 'forbidden' });
    const colleague = await staff('colleague@example.test', 'support');
    const { members } = (await running.as.gateway.ask(ListStaff, { role: 'support' }, support)) as Readonly<{
      members: readonly Readonly<{ accountId: string }>[];
    }>;
    expect(members).toContainEqual({
      accountId: colleague,
      username: 'Grace',
      role: 'support',
      suspended: false,
      joinedAt: running.clock.now(),
    });
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = (await running.as.gateway.ask(
        ListStaff,
        { limit: 1, ...(cursor === '' ? {} : { cursor }) },
        support,
      )) as Readonly<{ members: readonly Readonly<{ accountId: string }>[]; nextCursor: string | null }>;
      pages.push(...page.members.map(({ accountId }) => accountId));
      ({ nextCursor: cursor } = page);
    }
    expect(pages.at(-1)).toBe(colleague);
    expect(new Set(pages).size).toBe(pages.length);
    await expect(
      running.as.gateway.ask(ListStaff, {}, { as: await running.personToken(colleague) }),
    ).rejects.toMatchObject({ fault: 'forbidden' });
  });
});

describe('The first run (ADM-1)', () => {
  it('is told until there is an active administrator, with what a page must know before sign-in', async () => {
    const fresh = await runIdentity({ LETHE_PASSWORD_MINIMUM: '12' });
    const read = () => fresh.as.gateway.ask(ReadService, {}, { browser: 'b-1' });
    expect(await read()).toEqual({
      plan: 'commercial',
      passwords: { minimum: 12, maximum: 128 },
      languages: ['en', 'zh'],
      firstRun: true,
    });
    const invited = await fresh.as.operator.ask(InviteStaff, { email: 'first@example.test', role: 'administrator' });
    const token = 'token' in invited ? invited.token : '';
    expect((await read()).firstRun).toBe(true);
    await fresh.as.gateway.ask(AcceptStaffInvitation, { token, username: 'Grace', password }, { browser: 'b-1' });
    expect((await read()).firstRun).toBe(false);
    await fresh.stop();
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

describe('Another role (ADM-1)', () => {
  type Asked = Readonly<{ by: string; key?: string; verifiedAt?: string }>;
  const how = async ({ by, key = crypto.randomUUID(), verifiedAt = running.clock.now() }: Asked) => ({
    as: await running.personToken(by, 'session-1', 'administrator', verifiedAt),
    key,
  });
  const change = async (accountId: string, role: StaffRole, asked: Asked) =>
    running.as.gateway.ask(ChangeStaffRole, { accountId, role }, await how(asked));
  const remove = async (accountId: string, asked: Asked) =>
    running.as.gateway.ask(RemoveStaff, { accountId }, await how(asked));
  const signIn = (email: string) => running.as.session.ask(CheckCredentials, { email, password, from: {} });
  const roleOf = async (accountId: string) => (await running.as.ticketing.ask(ReadStaffRole, { accountId })).role;
  const raisedFor = (accountId: string) => neighbours.floors.find((each) => each.accountId === accountId);
  const no = (refused: string) => ({ refused, details: {} });

  it('is what the next sign-in has; the floor is raised before the administrator is told, and no session spared (SES-3, M1)', async () => {
    const [by, member] = [await staff('chief@example.test'), await staff('member@example.test', 'support')];
    const key = 'another-role';
    expect(await change(member, 'auditor', { by, key })).toEqual({});
    expect(raisedFor(member)).toEqual({ accountId: member, revision: 1 });
    expect(await change(member, 'auditor', { by, key })).toEqual({});
    expect(await roleOf(member)).toBe('auditor');
    expect(await signIn('member@example.test')).toMatchObject({ staffRole: 'auditor', revision: 1 });
    const mail = { accountId: member, template: 'staff-role-changed', parameters: { role: 'auditor' } };
    await eventually(() =>
      expect([...neighbours.mails.values()].filter((each) => each.accountId === member)).toEqual([mail]),
    );
    expect(await change(member, 'auditor', { by })).toEqual({});
    expect(await signIn('member@example.test')).toMatchObject({ revision: 1 });
  });

  it('may be none: the account stays, and nothing of the staff is left of it', async () => {
    const [by, member] = [await staff('head@example.test'), await staff('leaver@example.test', 'support')];
    expect(await remove(member, { by })).toEqual({});
    const asked = { accountIds: [by, member], purpose: 'tickets' } as const;
    const { people } = await running.as.ticketing.ask(ReadPeople, asked);
    expect(people.map(({ staffRole }) => staffRole)).toEqual(['administrator', undefined]);
    expect([await roleOf(member), raisedFor(member)]).toEqual([null, { accountId: member, revision: 1 }]);
    const signedIn = await signIn('leaver@example.test');
    expect(signedIn).toMatchObject({ accountId: member, revision: 1 });
    expect(signedIn).not.toHaveProperty('staffRole');
    await eventually(() => expect(lastMailTo(member)).toMatchObject({ template: 'staff-role-taken' }));
    expect(await remove(member, { by })).toEqual(no('member-unknown'));
    expect(await lock(member)).toEqual({});
  });

  it('is owed its floor until session acknowledges it', async () => {
    const [by, member] = [await staff('boss@example.test'), await staff('owed@example.test', 'support')];
    neighbours.sessionAway = true;
    expect(await change(member, 'auditor', { by })).toEqual({});
    neighbours.sessionAway = false;
    await eventually(() => expect(raisedFor(member)).toEqual({ accountId: member, revision: 1 }));
  });

  it('has one winner where two administrators take it from each other at once', async () => {
    const pair = [await staff('left@example.test'), await staff('right@example.test')] as const;
    const [left, right] = pair;
    const answers = await Promise.all([change(right, 'support', { by: left }), remove(left, { by: right })]);
    expect(answers.map((answer) => ('refused' in answer ? answer.refused : 'done')).toSorted()).toEqual([
      'done',
      'not-permitted',
    ]);
    expect((await Promise.all(pair.map(roleOf))).filter((role) => role === 'administrator')).toHaveLength(1);
  });

  it('is given by administrators alone, who verified lately (SES-7), to those of the staff', async () => {
    const [by, member] = [await staff('giver@example.test'), await staff('taker@example.test', 'support')];
    const verifiedAt = new Date(Date.parse(running.clock.now()) - 600_001).toISOString();
    expect(await change(member, 'administrator', { by, verifiedAt })).toEqual(no('verification-stale'));
    expect(await remove(member, { by, verifiedAt })).toEqual(no('verification-stale'));
    const as = await running.personToken(member, 'session-1', 'support');
    for (const call of [ChangeStaffRole, RemoveStaff])
      await expect(
        running.as.gateway.ask(call, { accountId: by, role: 'auditor' } as never, { as }),
      ).rejects.toMatchObject({
        fault: 'forbidden',
      });
    // A token of before the role was taken: what the roster says counts.
    expect(await change(by, 'auditor', { by: member })).toEqual(no('not-permitted'));
    const stranger = await newAccount(running, 'stranger@example.test');
    expect(await change(stranger, 'support', { by })).toEqual(no('member-unknown'));
    expect(await roleOf(member)).toBe('support');
  });

  it('stays taken away where a lock is undone', async () => {
    const [by, member] = [await staff('warden@example.test'), await staff('locked@example.test')];
    await lock(member);
    expect(await change(member, 'support', { by })).toEqual({});
    await running.as.cancellation.ask(UnlockAccount, { accountId: member, attempt: 1 });
    expect(await roleOf(member)).toBe('support');
  });
});

describe('The last administrator’s own role (ADM-1)', () => {
  it('cannot be given up', async () => {
    const own = await runIdentity();
    const invited = await own.as.operator.ask(InviteStaff, { email: 'only@example.test', role: 'administrator' });
    const input = { token: 'token' in invited ? invited.token : '', username: 'Grace', password };
    const accepted = await own.as.gateway.ask(AcceptStaffInvitation, input, { browser: 'b-1' });
    const accountId = 'accountId' in accepted ? accepted.accountId : '';
    const as = await own.personToken(accountId, 'session-1', 'administrator');
    const last = { refused: 'last-administrator', details: {} };
    expect(await own.as.gateway.ask(ChangeStaffRole, { accountId, role: 'support' }, { as })).toEqual(last);
    expect(await own.as.gateway.ask(RemoveStaff, { accountId }, { as })).toEqual(last);
    await own.stop();
  });
});
