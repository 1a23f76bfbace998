import type { CallContext } from '@lethe/bus';
import { normalisedEmail, type InputOf, type Register } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import { waitingFor } from '../account/email-claim.ts';
import { strangersFrom } from '../credential/asker.ts';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityEvent, MailingKit } from '../identity-kit.ts';
import { codeSends, type AdmitCode } from '../verification/code-sends.service.ts';
import { secondsAfter } from '../verification/instants.ts';
import { secondsBetweenSends } from '../verification/send-code.ts';
import { referenceOf } from './reference.ts';
import { codeHashOf, codeOf, mailCode } from './registration-code.ts';
import { registrationStream, type RegistrationEventOf } from './registration.events.ts';
import { registrationFold, registrationSubject } from './registration.ts';
import { requestRegistration } from './request-registration.ts';

type Input = InputOf<typeof Register>;
type Requested = RegistrationEventOf<'RegistrationRequested'>['data'];

/** ID-1, ID-2: known or not, an address gets the same answer after the same work; only the mail differs. */
export const registering = (kit: MailingKit, passwords: Passwords) => {
  const { journal, settings } = kit;
  const record = recordingOf(kit, passwords);
  const sends = codeSends(kit);

  return async (input: Input, context: CallContext) => {
    if (settings.LETHE_PLAN === 'deployment') return refuse('registration-closed');
    const weak = await passwords.weakness(input.password, input, strangersFrom(input.network));
    if (weak !== undefined) return weak;
    const { command } = context;
    const registrationId = idFrom(command.id, 'registration');
    const ids = { registrationId, commandId: command.id };
    const requested = await sends.counting(command.id, (admit) =>
      journal.handle(
        { ...command, subject: registrationSubject(registrationId) },
        (unit) => record(unit, input, ids, admit),
        requestedIn,
      ),
    );
    if (isRefusal(requested)) return requested;
    const { language = null, timeZone = null } = input;
    await mailCode(kit, { ...requested, language, timeZone, address: requested.email }, context);
    const { codeExpiresAt, requestedAt, expiresAt } = requested;
    const resendAt = secondsAfter(requestedAt, secondsBetweenSends);
    return { registrationId, reference: referenceOf(kit, registrationId), codeExpiresAt, resendAt, expiresAt };
  };
};

type Ids = Readonly<{ registrationId: string; commandId: string }>;

const recordingOf = (kit: MailingKit, passwords: Passwords) => {
  const { journal, settings, clock } = kit;
  const most = settings.LETHE_IDENTITY_REGISTRATIONS_PER_HOUR;
  const mostOfNetwork = settings.LETHE_IDENTITY_NETWORK_REGISTRATIONS_PER_HOUR;
  /** Who sends is a stranger: all that is known of them is where they come from (ID-2a, ID-7). */
  const capsOf = (address: string, network: string | undefined) => [
    { kind: 'registration', value: address, most } as const,
    ...(network === undefined ? [] : [{ kind: 'network', value: network, most: mostOfNetwork } as const]),
  ];
  return async (unit: Unit<IdentityEvent>, input: Input, { registrationId, commandId }: Ids, admit: AdmitCode) => {
    const { email, username, password, network, language = null, timeZone = null } = input;
    const address = normalisedEmail(email);
    const retryAt = await admit(capsOf(address, network));
    if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
    const passwordHash = await passwords.hash(password, strangersFrom(network));
    const addressKnown = (await journal.lookUp('email', address)).length > 0;
    const codeHash = codeHashOf(kit, registrationId, codeOf(kit, commandId));
    const person = { email, username, passwordHash, language, timeZone };
    const data = { registrationId, ...person, codeHash, addressKnown, at: clock() };
    const stream = registrationStream(registrationId);
    const registration = await unit.load(stream, registrationFold);
    unit.record(stream, requestRegistration({ type: 'RequestRegistration', data }, registration));
    unit.take(waitingFor(kit, 'pending-email', email, registrationId));
    return undefined;
  };
};

const requestedIn = ([event]: readonly Recorded<IdentityEvent>[]): Requested => {
  if (event?.type !== 'RegistrationRequested') throw new Error('The registration was not recorded.');
  return event.data;
};
