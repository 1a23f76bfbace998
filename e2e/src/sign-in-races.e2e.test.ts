import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NatsCalls } from '@lethe/bus';
import {
  CheckSession,
  ConfirmTotp,
  LockAccount,
  LockSessions,
  ReadOwnSession,
  SignIn,
  StartTotp,
  UnlockAccount,
  UnlockSessions,
} from '@lethe/contracts';
import { eventually } from '@lethe/testing';
import { authenticator } from './story/authenticator.ts';
import { stranger } from './story/cancel-account.story.ts';
import { expectStatus } from './story/browser.ts';
import { mailCode, nextMail } from './story/mailbox.ts';
import { register, signIn, type Person } from './story/person.ts';
import { callsAs } from './system/calls-as.ts';
import { System } from './system/system.ts';

const device = { userAgent: 'Race/1.0' };
/** Under way in each race; with the races below 200 for the factor, and as many for the lock. */
const atOnce = 20;
const races = Array.from({ length: 10 }, (_, race) => race + 1);

let system: System;
let gateway: NatsCalls;
let cancellation: NatsCalls;
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

/** Sign-ins by password alone that begin one after another, so that some are at each step when the first ones are answered. */
const signInsUnderWay = ({ email, password }: Person) =>
  Array.from({ length: atOnce }, async (_, n): Promise<string | undefined> => {
    await new Promise((resolve) => setTimeout(resolve, n * 10));
    const answer = await gateway.ask(
      SignIn,
      { email, password, device },
      { key: crypto.randomUUID(), deadlineMs: 30_000 },
    );
    return 'token' in answer ? answer.token : undefined;
  });

type Live = Readonly<{ sessionId: string; factor: boolean; verifiedAt: string }>;

const liveOf = async (tokens: readonly (string | undefined)[]): Promise<readonly Live[]> => {
  const checked = tokens.map(async (token): Promise<readonly Live[]> => {
    if (token === undefined) return [];
    const session = await gateway.ask(CheckSession, { token, background: true });
    if ('refused' in session) return [];
    const own = await gateway.ask(ReadOwnSession, {}, { as: session.personToken });
    return 'refused' in own ? [] : [{ sessionId: own.sessionId, factor: own.secondFactor, verifiedAt: own.verifiedAt }];
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

describe('Sign-ins that race with what they are decided on (SES-3, MFA-2, M1)', () => {
  it.each(races)(
    'leave nobody in without the factor that was bound meanwhile: race %i of 20 sign-ins',
    async (race) => {
      const { person, token, confirm } = await aboutToBind(`bind${race}`);
      const underWay = signInsUnderWay(person);
      await underWay[race];
      expect(await confirm()).toHaveProperty('recoveryCodes');
      const tokens = await Promise.all(underWay);
      const [own] = await liveOf([token]);
      expect(own).toBeDefined();
      await eventually(async () => expect(await liveOf(tokens)).toEqual([]), { withinMs: 1_000 });
    },
    60_000,
  );

  it.each(races)(
    'leave nobody in who was let in before the lock, also once it is undone: race %i of 20 sign-ins',
    async (race) => {
      const person = await register(system.world, stranger(`lock${race}`));
      const { accountId } = person;
      const attempt = { accountId, attempt: 1 };
      const underWay = signInsUnderWay(person);
      await underWay[race];
      await Promise.all([cancellation.ask(LockAccount, attempt), cancellation.ask(LockSessions, attempt)]);
      const lockedBy = new Date(system.world.now()).toISOString();
      await Promise.all([cancellation.ask(UnlockSessions, attempt), cancellation.ask(UnlockAccount, attempt)]);
      const live = await liveOf(await Promise.all(underWay));
      expect(live.filter(({ verifiedAt }) => verifiedAt < lockedBy)).toEqual([]);
      expect('token' in (await gateway.ask(SignIn, { email: person.email, password: person.password, device }))).toBe(
        true,
      );
    },
    60_000,
  );
});
