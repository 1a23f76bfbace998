import type { CallContext } from '@lethe/bus';
import { normalisedEmail, isShredded, type InputOf, type Register } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded, type Unit } from '@lethe/journal';
import { waitingFor } from '../account/email-claim.ts';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity.kit.ts';
import { handOver } from '../mailing.ts';
import { codeSends } from '../verification/code-sends.service.ts';
import { sixDigits } from '../verification/live-code.ts';
import { registrationDecider } from './registration.decider.ts';
import type { RegistrationEventOf } from './registration.events.ts';
import { registrationStream, registrationSubject } from './registration.ts';
import { requestRegistration } from './request-registration.ts';

type Input = InputOf<typeof Register>;
type Requested = RegistrationEventOf<'RegistrationRequested'>['data'];

export const codeHashOf = ({ sealing }: Pick<IdentityKit, 'sealing'>, registrationId: string, code: string): string =>
  sealing.blindIndex('registration-code', `${registrationId}/${code}`);

/**
 * ID-1, ID-2: known or not, an address gets the same answer after the same work; only the mail differs.
 * The code comes out of the command's id, so that a repeat sends the same one.
 */
export const registering = (kit: IdentityKit, passwords: Passwords) => {
  const { journal, sealing, settings } = kit;
  const record = recordingOf(kit, passwords);

  return async (input: Input, context: CallContext) => {
    if (settings.LETHE_PLAN === 'deployment') return refuse('registration-closed');
    const weak = passwords.weakness(input.password, input);
    if (weak !== undefined) return weak;
    const { command } = context;
    const registrationId = idFrom(command.id, 'registration');
    const code = sixDigits(sealing.blindIndex('registration-code-of', command.id));
    const requested = await journal.handle(
      { ...command, subject: registrationSubject(registrationId) },
      (unit) => record(unit, input, { registrationId, code, commandId: command.id }),
      requestedIn,
    );
    if (isRefusal(requested)) return requested;
    await mailCode(kit, requested, code, context);
    return { registrationId, expiresAt: requested.codeExpiresAt };
  };
};

type Ids = Readonly<{ registrationId: string; code: string; commandId: string }>;

const recordingOf = (kit: IdentityKit, passwords: Passwords) => {
  const { journal, settings, clock } = kit;
  const sends = codeSends(kit);
  const most = settings.LETHE_IDENTITY_REGISTRATIONS_PER_HOUR;
  return async (
    unit: Unit<IdentityEvent>,
    { email, username, password }: Input,
    { registrationId, code, commandId }: Ids,
  ) => {
    const address = normalisedEmail(email);
    const retryAt = await sends.admit(commandId, [{ kind: 'registration', value: address, most }]);
    if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
    const passwordHash = await passwords.hash(password);
    const addressKnown = (await journal.lookUp('email', address)).length > 0;
    const codeHash = codeHashOf(kit, registrationId, code);
    const data = { registrationId, email, username, passwordHash, codeHash, addressKnown, at: clock() };
    const stream = registrationStream(registrationId);
    const registration = await unit.load(stream, registrationDecider);
    unit.record(stream, requestRegistration({ type: 'RequestRegistration', data }, registration));
    unit.take(waitingFor(kit, 'pending-email', email, registrationId));
    return undefined;
  };
};

const mailCode = async (kit: IdentityKit, requested: Requested, code: string, context: CallContext): Promise<void> => {
  const { registrationId, email: address, codeHash, codeExpiresAt: expiresAt } = requested;
  if (isShredded(address) || kit.clock() >= expiresAt) return;
  const to = { registrationId, address } as const;
  await (codeHash === null
    ? handOver(kit, { ...to, template: 'registration-known-address', parameters: {} }, context)
    : handOver(kit, { ...to, template: 'registration-code', parameters: { code, expiresAt } }, context));
};

const requestedIn = ([event]: readonly Recorded<IdentityEvent>[]): Requested => {
  if (event?.type !== 'RegistrationRequested') throw new Error('The registration was not recorded.');
  return event.data;
};
