import type { CallContext } from '@lethe/bus';
import { normalisedEmail, type InputOf, type ResetPassword } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { AccountGone, type Recorded, type Unit } from '@lethe/journal';
import { aheadOfItsRow } from '@lethe/saga';
import { KeyDestroyed } from '@lethe/sealing';
import { accountFold, readable, type Account } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { resetPassword } from '../account/reset-password.ts';
import { lineOf, type Asker } from '../credential/asker.ts';
import type { Passwords } from '../credential/passwords.service.ts';
import { signInFailures } from '../credential/sign-in-failures.service.ts';
import { raisingFloor } from '../floors/raising-floor.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { hashFor } from '../verification/codes.service.ts';
import { confirmCode } from '../verification/confirm-code.ts';
import { codeExpired } from '../verification/live-code.ts';
import { verificationFold } from '../verification/verification.ts';
import { verificationStream } from '../verification/verification.events.ts';
import { nobody, whoAsks } from './who-asks.service.ts';

type Input = InputOf<typeof ResetPassword>;
type ResettingKit = Pick<IdentityKit, 'journal' | 'calls' | 'sealing' | 'database' | 'clock' | 'settings' | 'logger'>;

const purpose = 'reset-password';

/**
 * ID-6. Guesses count by who makes them and for which address, over all codes that were sent there, whether or not it has an
 * account. Nothing is said of the account before the code was right.
 */
export const resettingPassword = (kit: ResettingKit, passwords: Passwords) => {
  const { journal, logger } = kit;
  const guesses = signInFailures(kit, 'reset-failures');
  const reset = recordingOf(kit, passwords);
  return async (input: Input, { command }: CallContext) => {
    const { asker } = await whoAsks(kit, input, command);
    const retryAt = await guesses.begin(asker);
    if (retryAt !== undefined) return refuse('too-many-attempts', { retryAt });
    const answer = await unlessGone(() => journal.handle(command, (unit) => reset(unit, input, asker), outcomeIn));
    if (isRefusal(answer)) {
      // The code was right: it was no guess.
      if (answer.refused === 'password-too-weak') await guesses.clear(asker);
      return answer;
    }
    await guesses.clear(asker);
    await forgetGuessesAtTheOldOne(kit, answer.accountId, input.email);
    await aheadOfItsRow(raisingFloor(kit), answer.accountId, logger);
    return { resetAt: answer.resetAt };
  };
};

/** The account ends meanwhile: to whoever asks, nothing is there any more (CAN-13). */
const unlessGone = async <Answer>(work: () => Promise<Answer>): Promise<Answer | typeof codeExpired> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AccountGone || error instanceof KeyDestroyed) return codeExpired;
    throw error;
  }
};

const recordingOf = (kit: ResettingKit, passwords: Passwords) => {
  const { clock } = kit;
  return async (unit: Unit<IdentityEvent>, { resetId, email, code, password }: Input, asker: Asker) => {
    const stream = verificationStream(resetId);
    const verification = await unit.load(stream, verificationFold);
    const { accountId, lastSentAt } = verification.codes[purpose];
    if (lastSentAt === undefined) return refuse('reset-unknown');
    const account = await unit.load(accountStream(accountId ?? nobody), accountFold);
    const binding = { purpose, asker: { by: 'browser', id: resetId }, destination: email } as const;
    const codeHash = hashFor(kit, verification, code, binding);
    const data = { accountId, purpose, codeHash, at: clock() } as const;
    const checked = confirmCode({ type: 'ConfirmCode', data }, verification);
    if (isRefusal(checked)) return checked;
    if (checked.every(({ type }) => type !== 'CodeConfirmed')) {
      unit.record(stream, checked);
      return undefined;
    }
    const line = lineOf(asker);
    const person = personWith(account, email);
    if (person === undefined) return codeExpired;
    const weak = await passwords.weakness(password, person, line);
    if (weak !== undefined) return weak;
    const change = { passwordHash: await passwords.hash(password, line), at: clock() };
    const decision = resetPassword({ type: 'ResetPassword', data: change }, account);
    if (isRefusal(decision)) return codeExpired;
    unit.record(stream, checked);
    unit.record(accountStream(accountId ?? nobody), decision);
    return undefined;
  };
};

/** Whose password it will be; undefined where the account is not active, or has another address by now. */
const personWith = (account: Account, email: string) => {
  if (account.status !== 'active') return undefined;
  const own = readable(account.email);
  const username = readable(account.username);
  if (own === undefined || username === undefined || normalisedEmail(own) !== normalisedEmail(email)) return undefined;
  return { email: own, username };
};

/** Wrong passwords of before say nothing of the new one: who reset it need not wait for them. */
const forgetGuessesAtTheOldOne = async (kit: ResettingKit, accountId: string, email: string): Promise<void> => {
  const failures = signInFailures(kit);
  await failures.forgetAccount(accountId);
  await failures.forgetAddress(normalisedEmail(email), kit.clock());
};

const outcomeIn = (events: readonly Recorded<IdentityEvent>[]) => {
  for (const { type, data } of events) {
    if (type === 'PasswordSet') return { accountId: data.accountId, resetAt: data.setAt };
    if (type === 'CodeRejected') return refuse('code-wrong', { attemptsLeft: data.attemptsLeft });
  }
  throw new Error('The reset was not recorded.');
};
