import { passwordMaximum, weaknessOf, type Weakness } from './password-policy.ts';
import { idFrom, type Command } from '@lethe/journal';
import { refuse, type Refusal } from '@lethe/deciding';
import { normalisedEmail, type StaffRole } from '@lethe/contracts';
import { accountFold, type Account } from '../account/account.ts';
import { rehashPassword } from '../account/rehash-password.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { argon2Hashing, type PasswordHashing } from './password-hashing.ts';
import { signInFailures } from './sign-in-failures.service.ts';
import { slotsOf } from './slots.ts';
import { accountStream } from '../account/account.events.ts';

/** Injects what checks and hashes passwords: one for the whole process, since it bounds how many are hashed at once. */
export const PASSWORDS = Symbol('PASSWORDS');

export type Verified = Readonly<{
  accountId: string;
  staffRole: StaffRole | undefined;
  verifiedAt: string;
  /** Of the account whose password it was, and whose role this is. */
  revision: number;
}>;
export type CredentialRefusal =
  Refusal<'credentials-wrong', Record<never, never>> | Refusal<'too-many-attempts', { retryAt: string }>;
export type PasswordTooWeak = Refusal<'password-too-weak', { because: Weakness; minimum: number; maximum: number }>;

export interface Passwords {
  weakness(password: string, person: Readonly<{ email: string; username: string }>): PasswordTooWeak | undefined;
  /** @throws Unavailable where too many are waiting. */
  hash(password: string): Promise<string>;
  /** Whoever has this address. One answer for a wrong password, an unknown, a locked and a cancelled account. */
  check(email: string, password: string, command: Command): Promise<Verified | CredentialRefusal>;
  checkOwn(accountId: string, password: string, command: Command): Promise<Verified | CredentialRefusal>;
}

const nobody = '00000000-0000-0000-0000-000000000000';

const hashOf = (account: Account): string | undefined =>
  account.status === 'active' && typeof account.passwordHash === 'string' ? account.passwordHash : undefined;

type PasswordsKit = Pick<IdentityKit, 'journal' | 'sealing' | 'database' | 'clock' | 'settings'>;

export const passwordsOf = (kit: PasswordsKit, hashing: PasswordHashing = argon2Hashing()): Passwords => {
  const { journal, clock, settings } = kit;
  const slots = slotsOf({ running: 2, waiting: 64 });
  const failures = signInFailures(kit);
  const minimum = settings.LETHE_PASSWORD_MINIMUM;

  const verify = (address: string, accountId: string, password: string, command: Command) =>
    slots(async (): Promise<Verified | CredentialRefusal> => {
      const attempt = await failures.begin(address);
      if (!attempt.allowed) return refuse('too-many-attempts', { retryAt: attempt.retryAt });
      const account = await journal.state(accountStream(accountId), accountFold);
      const hash = hashOf(account);
      const right = await hashing.verify(hash, password);
      if (!right || hash === undefined || account.status === 'unregistered') return refuse('credentials-wrong');
      await failures.clear(address);
      if (hashing.outdated(hash)) await rehash(kit, accountId, hash, await hashing.hash(password), command);
      const { staffRole, revision } = account;
      return { accountId, staffRole, verifiedAt: clock(), revision };
    });

  return {
    weakness: (password, person) => {
      const because = weaknessOf(password, { minimum, ...person });
      return because && refuse('password-too-weak', { because, minimum, maximum: passwordMaximum });
    },
    hash: (password) => slots(() => hashing.hash(password)),
    check: async (email, password, command) => {
      const address = normalisedEmail(email);
      const [holder = nobody] = await journal.lookUp('email', address);
      return verify(address, holder, password, command);
    },
    checkOwn: async (accountId, password, command) => {
      const account = await journal.state(accountStream(accountId), accountFold);
      const email = account.status === 'unregistered' ? undefined : account.email;
      return verify(typeof email === 'string' ? normalisedEmail(email) : accountId, accountId, password, command);
    },
  };
};

const rehash = (kit: PasswordsKit, accountId: string, replaces: string, passwordHash: string, command: Command) =>
  kit.journal.handle(
    { ...command, id: idFrom(command.id, 'rehash'), type: 'identity.rehash-password', request: {} },
    async (unit) => {
      const stream = accountStream(accountId);
      const account = await unit.load(stream, accountFold);
      const data = { passwordHash, replaces, at: kit.clock() };
      unit.record(stream, rehashPassword({ type: 'RehashPassword', data }, account));
    },
    () => undefined,
  );
