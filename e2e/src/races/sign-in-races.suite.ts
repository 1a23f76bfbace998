import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsCalls } from '@lethe/bus';
import {
  ChangePassword,
  CheckSession,
  ConfirmTotp,
  LockAccount,
  LockSessions,
  ReadOwnSession,
  SignIn,
  StartTotp,
  UnlockAccount,
  UnlockSessions,
  type StaffRole,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { authenticator } from '../story/authenticator.ts';
import { stranger } from '../story/cancel-account.story.ts';
import { expectStatus } from '../story/browser.ts';
import { mailCode, nextMail } from '../story/mailbox.ts';
import { acceptStaffInvitation, register, signIn, staffMember, type Person } from '../story/person.ts';
import { callsAs } from '../system/calls-as.ts';
import { inviteAdministrator } from '../system/operator.ts';
import { System } from '../system/system.ts';

const device = { userAgent: 'Race/1.0' };
/** Under way in each race. */
const atOnce = 20;

let system: System;
let gateway: NatsCalls;
let cancellation: NatsCalls;

/**
 * Sign-ins by password alone that begin one after another, so that some are at each step when the first ones are answered.
 * No more than `together` are under way at once: the next one begins when an earlier one is answered.
 */
const signInsUnderWay = (person: Person, together = atOnce): readonly Promise<string | undefined>[] => {
  const underWay: Promise<string | undefined>[] = [];
  while (underWay.length < atOnce) {
    const n = underWay.length;
    const earlier = underWay[n - together] ?? pause(n * 10);
    underWay.push(earlier.then(() => signInOf(person)));
  }
  return underWay;
};

/** @returns the session's token. */
const signInOf = async ({ email, password }: Person): Promise<string | undefined> => {
  const how = { key: crypto.randomUUID(), deadlineMs: 30_000 };
  const answer = await gateway.ask(SignIn, { email, password, device }, how);
  return 'token' in answer ? answer.token : undefined;
};

type Live = Readonly<{ sessionId: string; factor: boolean; verifiedAt: string; staffRole: StaffRole | undefined }>;

const liveOf = async (tokens: readonly (string | undefined)[]): Promise<readonly Live[]> => {
  const checked = tokens.map(async (token): Promise<readonly Live[]> => {
    if (token === undefined) return [];
    const session = await gateway.ask(CheckSession, { token, background: true });
    if ('refused' in session) return [];
    const own = await gateway.ask(ReadOwnSession, {}, { as: session.personToken });
    if ('refused' in own) return [];
    const { sessionId, secondFactor: factor, verifiedAt, staffRole } = own;
    return [{ sessionId, factor, verifiedAt, staffRole }];
  });
  return (await Promise.all(checked)).flat();
};

const personTokenOf = async (token: string): Promise<string> => {
  const session = await gateway.ask(CheckSession, { token, background: true });
  if ('refused' in session) throw new Error('The session is over.');
  return session.personToken;
};

/** Somebody whose authenticator app waits for its first code. */
const aboutToBind = async (name: string) => {
  const person = await signIn(await register(system.world, stranger(name)));
  const token = person.browser.cookie('__Host-lethe-session') ?? '';
  const mail = await nextMail(person.browser, person.email);
  expectStatus(await person.browser.post('/v1/account/codes', { purpose: 'bind-factor' }), 202);
  const emailCode = await mail(mailCode);
  const started = await gateway.ask(StartTotp, { emailCode }, { as: await personTokenOf(token), key: 'start' });
  if ('refused' in started) throw new Error(`Not started: ${started.refused}`);
  const code = authenticator(started.secret, system.world.now);
  const confirm = async () =>
    gateway.ask(ConfirmTotp, { code: await code() }, { as: await personTokenOf(token), deadlineMs: 30_000 });
  return { person, token, confirm };
};

/** A race begins its change when one of the first sign-ins is answered: in each race another one. */
type Race = Readonly<{ race: number; firstOf: (first: number) => number }>;
/** Who is still in of those who were decided on what has changed. */
type StillIn = () => Promise<readonly Live[]>;

const expectNobody = async (race: Promise<StillIn>): Promise<void> => {
  const stillIn = await race;
  await eventually(async () => expect(await stillIn()).toEqual([]), { withinMs: 1_000 });
};

const bindMeanwhile = async ({ race, firstOf }: Race): Promise<StillIn> => {
  const { person, token, confirm } = await aboutToBind(`bind${race}`);
  const underWay = signInsUnderWay(person);
  await underWay[firstOf(10)];
  expect(await confirm()).toHaveProperty('recoveryCodes');
  const tokens = await Promise.all(underWay);
  expect(await liveOf([token])).toHaveLength(1);
  return () => liveOf(tokens);
};

const lockMeanwhile = async ({ race, firstOf }: Race): Promise<StillIn> => {
  const person = await register(system.world, stranger(`lock${race}`));
  const { accountId } = person;
  const attempt = { accountId, attempt: 1 };
  const underWay = signInsUnderWay(person);
  await underWay[firstOf(10)];
  await Promise.all([cancellation.ask(LockAccount, attempt), cancellation.ask(LockSessions, attempt)]);
  const lockedBy = new Date(system.world.now()).toISOString();
  await Promise.all([cancellation.ask(UnlockSessions, attempt), cancellation.ask(UnlockAccount, attempt)]);
  const tokens = await Promise.all(underWay);
  expect(await signInOf(person)).toBeDefined();
  return async () => (await liveOf(tokens)).filter(({ verifiedAt }) => verifiedAt < lockedBy);
};

/** The change waits to be hashed as well: behind all of them at once, each would be decided before it. */
const changePasswordMeanwhile = async ({ race, firstOf }: Race): Promise<StillIn> => {
  const person = await signIn(await register(system.world, stranger(`password${race}`)));
  const token = person.browser.cookie('__Host-lethe-session') ?? '';
  const as = await personTokenOf(token);
  const password = `another ${person.password}`;
  const underWay = signInsUnderWay(person, 4);
  await underWay[firstOf(4)];
  const change = { currentPassword: person.password, password };
  expect(await gateway.ask(ChangePassword, change, { as, deadlineMs: 30_000 })).toHaveProperty('changedAt');
  // Before the others are throttled, which try the old one.
  expect(await signInOf({ ...person, password })).toBeDefined();
  const tokens = await Promise.all(underWay);
  expect(await liveOf([token])).toHaveLength(1);
  return () => liveOf(tokens);
};

/** With the new role they may sign in at once. */
const changeRoleMeanwhile = async ({ race, firstOf }: Race): Promise<StillIn> => {
  const administrator = await (chief ??= newAdministrator());
  const { browser } = administrator;
  const who = stranger(`role${race}`);
  const invited = await browser.post<{ token: string }>('/v1/staff/invitations', { email: who.email, role: 'support' });
  const person = await acceptStaffInvitation(system.world, who, expectStatus(invited, 201).token);
  const underWay = signInsUnderWay(person);
  await underWay[firstOf(10)];
  const place = `/v1/staff/members/${person.accountId}/role`;
  expectStatus(await browser.send('PUT', place, { role: 'auditor' }), 204);
  const tokens = await Promise.all(underWay);
  expect(await liveOf([await signInOf(person)])).toMatchObject([{ staffRole: 'auditor' }]);
  return async () => (await liveOf(tokens)).filter(({ staffRole }) => staffRole !== 'auditor');
};

let chief: Promise<Person> | undefined;
const newAdministrator = async (): Promise<Person> => {
  const who = stranger('chief');
  return staffMember(system.world, who, await inviteAdministrator(system, who.email));
};

/**
 * Sign-ins by the password alone race with each change of what they are decided on: none that was decided before is alive
 * afterwards.
 */
export const signInRaces = (count: number): void => {
  const races = Array.from({ length: count }, (_, index): Race => {
    const race = index + 1;
    return { race, firstOf: (first) => Math.ceil((race * first) / count) };
  });

  beforeAll(async () => {
    const services = ['identity', 'session', 'mfa', 'notification', 'gateway'] as const;
    system = await System.start({ replicas: 2, services });
    [gateway, cancellation] = await Promise.all([callsAs(system, 'gateway'), callsAs(system, 'cancellation')]);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([gateway.close(), cancellation.close()]);
    await system.stop();
    system.remove();
  }, 60_000);

  describe('Sign-ins that race with what they are decided on (SES-3, MFA-2, ADM-1, M1)', () => {
    it.each(races)(
      'leave nobody in without the factor that was bound meanwhile: race $race of 20 sign-ins',
      (race) => expectNobody(bindMeanwhile(race)),
      60_000,
    );
    it.each(races)(
      'leave nobody in who was let in before the lock, also once it is undone: race $race of 20 sign-ins',
      (race) => expectNobody(lockMeanwhile(race)),
      60_000,
    );
    it.each(races)(
      'leave nobody in with the password that was changed meanwhile: race $race of 20 sign-ins',
      (race) => expectNobody(changePasswordMeanwhile(race)),
      60_000,
    );
    it.each(races)(
      'leave nobody in with the staff role that was changed meanwhile: race $race of 20 sign-ins',
      (race) => expectNobody(changeRoleMeanwhile(race)),
      60_000,
    );
  });
};
