import { authenticator } from './authenticator.ts';
import { Browser, expectStatus } from './browser.ts';
import { mailCode, nextMail } from './mailbox.ts';

export type Identity = Readonly<{ email: string; username: string; password: string }>;
export type World = Readonly<{ url: string; now: () => number }>;

/** Somebody with an account, as the outside sees them. */
export type Person = Identity &
  Readonly<{
    world: World;
    browser: Browser;
    accountId: string;
    /** The next code of their authenticator app, once one is bound. */
    code?: () => Promise<string>;
    /** What they would keep of it: for an app of their own, and for the day on which they lose it. */
    factor?: Factor;
  }>;

export type Factor = Readonly<{ secret: string; otpauthUri: string; recoveryCodes: readonly string[] }>;

/** Registers and confirms the mailed code (ID-1). */
export const register = async (world: World, { email, username, password }: Identity): Promise<Person> => {
  const who = { email, username, password };
  const browser = new Browser(world.url);
  const mail = await nextMail(browser, email);
  expectStatus(await browser.post('/v1/registrations', who), 202);
  const code = await mail(mailCode);
  const { accountId } = expectStatus(
    await browser.post<{ accountId: string }>('/v1/registrations/confirm', { code }),
    201,
  );
  return { ...who, world, browser, accountId };
};

/** Signs in, with the second factor where one is bound (MFA-2). */
export const signIn = async (person: Person): Promise<Person> => {
  const { email, password, browser, code } = person;
  const { state } = expectStatus(await browser.post<{ state: string }>('/v1/sessions', { email, password }), 201, 202);
  if ((state === 'second-factor-required') !== (code !== undefined))
    throw new Error('The second factor is asked for where it should not be, or not where it should.');
  if (code !== undefined) expectStatus(await browser.post('/v1/sessions/second-factor', { code: await code() }), 201);
  return person;
};

/** Binds an authenticator app after a mailed code (MFA-1). */
export const bindAuthenticator = async (person: Person): Promise<Person> => {
  const { browser, email, world } = person;
  const mail = await nextMail(browser, email);
  expectStatus(await browser.post('/v1/account/codes', { purpose: 'bind-factor' }), 202);
  const emailCode = await mail(mailCode);
  const { secret, otpauthUri } = expectStatus(
    await browser.post<Omit<Factor, 'recoveryCodes'>>('/v1/account/factors/totp', { emailCode }),
    201,
  );
  const code = authenticator(secret, world.now);
  const confirmed = await browser.post<Pick<Factor, 'recoveryCodes'>>('/v1/account/factors/totp/confirm', {
    code: await code(),
  });
  const { recoveryCodes } = expectStatus(confirmed, 200);
  return { ...person, code, factor: { secret, otpauthUri, recoveryCodes } };
};

export const signOut = async ({ browser }: Person): Promise<void> => {
  expectStatus(await browser.send('DELETE', '/v1/sessions/current'), 204);
};

/** The first administrator, by the one-time token that the command line prints (ADM-1). */
export const acceptStaffInvitation = async (world: World, who: Identity, token: string): Promise<Person> => {
  const browser = new Browser(world.url);
  const { username, password } = who;
  const { accountId } = expectStatus(
    await browser.post<{ accountId: string }>('/v1/staff/invitations/accept', { token, username, password }),
    201,
  );
  return { ...who, world, browser, accountId };
};

/** Staff act with a second factor only: sign in, bind one, sign in again with it. */
export const staffMember = async (world: World, who: Identity, token: string): Promise<Person> => {
  const bound = await bindAuthenticator(await signIn(await acceptStaffInvitation(world, who, token)));
  await signOut(bound);
  return signIn(bound);
};
