import type { CallContext, PersonClaims } from '@lethe/bus';
import { CheckFactor, isFresh, RequiresFactor, type InputOf, type IssueCancellationGrant } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { accountFold, readable } from '../account/account.ts';
import { accountStream } from '../account/account.events.ts';
import { hashFor } from './codes.service.ts';
import { checkCode } from './live-code.ts';
import { verificationFold } from './verification.ts';
import { verificationStream, type GrantPurpose } from './verification.events.ts';

export type GrantInput = InputOf<typeof IssueCancellationGrant>;

/** A code is for one purpose; a password is for all. */
type Given = GrantInput & Readonly<{ purpose?: GrantPurpose }>;

/** `checked`: the emailed code was seen to be right, or the password was, and the second factor given where there is one. */
export type Proven = Readonly<{ methods: readonly string[]; checked: boolean }>;

/** CAN-2: a second factor that this session was given need not be given again. */
const gaveFactorLately = ({ factor, verifiedAt }: PersonClaims, at: string): boolean =>
  factor && isFresh(verifiedAt, at);

/**
 * CAN-2: what a person proves before a cancellation. An emailed code is only looked at here; a wrong one costs no second
 * factor, and a mistyped second factor does not cost the code.
 */
export const proving = (kit: Pick<IdentityKit, 'journal' | 'calls' | 'sealing' | 'clock'>, passwords: Passwords) => {
  const { journal, calls, clock } = kit;

  const fits = async ({ accountId, sessionId }: PersonClaims, purpose: GrantPurpose, emailCode: string) => {
    const verification = await journal.state(verificationStream(accountId), verificationFold);
    const account = await journal.state(accountStream(accountId), accountFold);
    const destination = account.status === 'unregistered' ? undefined : readable(account.email);
    if (destination === undefined) return false;
    const hash = hashFor(kit, verification, emailCode, { purpose, asker: { by: 'session', sessionId }, destination });
    return checkCode(verification.codes[purpose].live, hash, clock()).result === 'right';
  };

  return async (person: PersonClaims, given: Given, context: CallContext) => {
    const { purpose, password, emailCode, factorCode } = given;
    const { command, correlationId } = context;
    const { accountId } = person;
    const { required } = await calls.ask(RequiresFactor, { accountId }, { correlationId });
    const factorGiven = gaveFactorLately(person, clock());
    if (required && factorCode === undefined && !factorGiven) return refuse('second-factor-required');
    if (password !== undefined) {
      const verified = await passwords.checkOwn(person, password, command);
      if (isRefusal(verified)) return verified;
    } else if (emailCode === undefined || purpose === undefined || !(await fits(person, purpose, emailCode)))
      return { methods: [], checked: false };
    const first = password === undefined ? 'email-code' : 'password';
    if (!required || factorCode === undefined)
      return { methods: factorGiven ? [first, ...person.methods] : [first], checked: true };
    const key = `${command.id}/factor`;
    const asked = { accountId, code: factorCode, asker: 'session' } as const;
    const factor = await calls.ask(CheckFactor, asked, { key, correlationId });
    if (!isRefusal(factor)) return { methods: [first, factor.method], checked: true };
    return factor.refused === 'no-factor' ? { methods: [first], checked: true } : factor;
  };
};
