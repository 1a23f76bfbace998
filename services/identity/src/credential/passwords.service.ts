import { passwordMaximum, weaknessOf, type Weakness } from './password-policy.ts';
import { idFrom, type Command } from '@lethe/journal';
import { refuse, type Refusal } from '@lethe/deciding';
import { normalisedEmail, type CheckCredentials, type InputOf, type StaffRole } from '@lethe/contracts';
import type { PersonClaims } from '@lethe/bus';
import { accountFold, type Account } from '../account/account.ts';
import { rehashPassword } from '../account/rehash-password.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { inSession, lineOf, signingIn, type Asker, type Line } from './asker.ts';
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
  /** It costs as much as half a hash, and waits in the same lines. @throws Unavailable where too many are waiting. */
  weakness(password: string, person: Person, line: Line): Promise<PasswordTooWeak | undefined>;
  /** @throws Unavailable where too many are waiting. */
  hash(password: string, line: Line): Promise<string>;
  /**
   * Whoever has this address. One answer for a wrong password, an unknown, a locked and a cancelled account.
   * @throws Unavailable where too many are waiting.
   */
  check(asked: InputOf<typeof CheckCredentials>, command: Command): Promise<Verified | CredentialRefusal>;
  /** In a live session, with which alone its failures count. @throws Unavailable where too many are waiting. */
  checkOwn(session: Session, password: string, command: Command): Promise<Verified | CredentialRefusal>;
}

type Person = Readonly<{ email: string; username: string }>;
type Session = Pick<PersonClaims, 'accountId' | 'sessionId'>;
type Try = Readonly<{ asker: Asker; accountId: string; password: string; command: Command }>;

const nobody = '00000000-0000-0000-0000-000000000000';
/** What waits longer than a call does waits for nothing: two hashes at once are about 30 a second. */
const room = {
  session: { all: 64, each: 8 },
  device: { all: 64, each: 8 },
  stranger: { all: 128, each: 64 },
} as const;

const hashOf = (account: Account): string | undefined =>
  account.status === 'active' && typeof account.passwordHash === 'string' ? account.passwordHash : undefined;

type PasswordsKit = Pick<IdentityKit, 'journal' | 'sealing' | 'database' | 'clock' | 'settings'>;

export const passwordsOf = (kit: PasswordsKit, hashing: PasswordHashing = argon2Hashing()): Passwords => {
  const { journal, settings } = kit;
  const slots = slotsOf({ running: 2, room });
  const minimum = settings.LETHE_PASSWORD_MINIMUM;
  const verify = verifying(kit, hashing);

  /** Whoever finds no room is refused before anything is asked or counted. A slot is held for the hashing alone. */
  const tried = async <Result>(line: Line, work: (run: InTurn) => Promise<Result>): Promise<Result> => {
    const place = slots.take(line);
    try {
      return await work(place.run);
    } finally {
      place.leave();
    }
  };

  return {
    weakness: async (password, person, line) => {
      const because = await tried(line, (run) => run(async () => weaknessOf(password, { minimum, ...person })));
      return because && refuse('password-too-weak', { because, minimum, maximum: passwordMaximum });
    },
    hash: (password, line) => tried(line, (run) => run(() => hashing.hash(password))),
    check: async ({ email, password, from }, command) => {
      const address = normalisedEmail(email);
      const [accountId = nobody] = await journal.lookUp('email', address);
      const asker = signingIn(from, address, accountId);
      return tried(lineOf(asker), (run) => verify({ asker, accountId, password, command }, run));
    },
    checkOwn: (session, password, command) => {
      const { accountId } = session;
      const asker = inSession(session);
      return tried(lineOf(asker), (run) => verify({ asker, accountId, password, command }, run));
    },
  };
};

type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

const verifying = (kit: PasswordsKit, hashing: PasswordHashing) => {
  const { journal, clock } = kit;
  const failures = signInFailures(kit);
  return async ({ asker, accountId, password, command }: Try, run: InTurn): Promise<Verified | CredentialRefusal> => {
    const retryAt = await failures.begin(asker);
    if (retryAt !== undefined) return refuse('too-many-attempts', { retryAt });
    const account = await journal.state(accountStream(accountId), accountFold);
    const stored = hashOf(account);
    const right = await run(() => hashing.verify(stored, password));
    if (!right || stored === undefined || account.status === 'unregistered') return refuse('credentials-wrong');
    await failures.clear(asker);
    if (hashing.outdated(stored))
      await rehash(kit, accountId, stored, await run(() => hashing.hash(password)), command);
    const { staffRole, revision } = account;
    return { accountId, staffRole, verifiedAt: clock(), revision };
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
