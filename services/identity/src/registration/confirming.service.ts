import type { CallContext } from '@lethe/bus';
import { isShredded, type ConfirmRegistration, type InputOf, type Personal } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { LookUpTaken } from '@lethe/event-store';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import { openAccount } from '../account/open-account.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { confirmRegistration, registrationUnknown } from './confirm-registration.ts';
import { codeHashOf } from './registration-code.ts';
import { registrationFold, registrationSubject } from './registration.ts';
import { registrationStream } from './registration.events.ts';

/** ID-1, ID-5: the code of this registration alone confirms it; of all who confirm one address, one gets it. */
export const confirming = (kit: Pick<IdentityKit, 'journal' | 'sealing' | 'clock'>) => {
  const { journal, clock } = kit;

  const confirm = async (
    unit: Unit<IdentityEvent>,
    { registrationId, code }: InputOf<typeof ConfirmRegistration>,
    accountId: string,
  ) => {
    const stream = registrationStream(registrationId);
    const registration = await unit.load(stream, registrationFold);
    const at = clock();
    const data = { accountId, codeHash: codeHashOf(kit, registrationId, code), at };
    const decision = confirmRegistration({ type: 'ConfirmRegistration', data }, registration);
    if (isRefusal(decision)) return decision;
    unit.record(stream, decision);
    if (decision.every(({ type }) => type !== 'RegistrationConfirmed')) return undefined;
    if (registration.status !== 'pending') return registrationUnknown;
    const { email, username, passwordHash, language, timeZone } = registration;
    if (isShredded(email) || isShredded(username) || isShredded(passwordHash)) return registrationUnknown;
    const preferences = { language: orNull(language), timeZone: orNull(timeZone) };
    const account = { accountId, kind: 'local', email, username, passwordHash, at } as const;
    await openAccount(kit, unit, account, preferences);
    unit.releaseAll(registrationId);
    return undefined;
  };

  return async (input: InputOf<typeof ConfirmRegistration>, { command }: CallContext) => {
    const subject = registrationSubject(input.registrationId);
    const accountId = idFrom(command.id, 'account');
    try {
      return await journal.handle({ ...command, subject }, (unit) => confirm(unit, input, accountId), confirmedIn);
    } catch (error) {
      if (error instanceof LookUpTaken) return refuse('email-taken');
      throw error;
    }
  };
};

const orNull = <Value>(value: Personal<Value>): Value | null => (isShredded(value) ? null : value);

const confirmedIn = (events: readonly Recorded<IdentityEvent>[]) => {
  for (const { type, data } of events) {
    if (type === 'RegistrationConfirmed') return { accountId: data.accountId };
    if (type === 'RegistrationCodeRejected') return refuse('code-wrong', { attemptsLeft: data.attemptsLeft });
  }
  throw new Error('The confirmation was not recorded.');
};
