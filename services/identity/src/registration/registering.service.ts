import type { CallContext } from '@lethe/bus';
import { isShredded, type InputOf, type Register } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { idFrom, type Recorded } from '@lethe/journal';
import { waitingFor } from '../account/email-claim.ts';
import { normalisedEmail } from '../account/email-address.ts';
import type { Passwords } from '../credential/passwords.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity.kit.ts';
import { handOver } from '../mailing.ts';
import { codeSends } from '../verification/code-sends.service.ts';
import { sixDigits } from '../verification/live-code.ts';
import { registrationDecider } from './registration.decider.ts';
import type { RegistrationEventOf } from './registration.events.ts';
import { requestRegistration } from './request-registration.ts';
import { registrationStream, registrationSubject } from './registration.ts';

type Requested = RegistrationEventOf<'RegistrationRequested'>['data'];

export const codeHashOf = ({ sealing }: Pick<IdentityKit, 'sealing'>, registrationId: string, code: string): string =>
  sealing.blindIndex('registration-code', `${registrationId}/${code}`);

/**
 * ID-1, ID-2: known or not, an address gets the same answer after the same work; only the mail differs.
 * The code comes out of the command's id, so that a repeat sends the same one.
 */
export const registering = (kit: IdentityKit, passwords: Passwords) => {
  const { journal, sealing, settings, clock } = kit;
  const sends = codeSends(kit);

  const request = (command: CallContext['command'], input: InputOf<typeof Register>, code: string) => {
    const registrationId = idFrom(command.id, 'registration');
    const address = normalisedEmail(input.email);
    return journal.handle(
      { ...command, subject: registrationSubject(registrationId) },
      async (unit) => {
        const most = settings.LETHE_IDENTITY_REGISTRATIONS_PER_HOUR;
        const retryAt = await sends.admit(command.id, [{ kind: 'registration', value: address, most }]);
        if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
        const passwordHash = await passwords.hash(input.password);
        const addressKnown = (await journal.lookUp('email', address)).length > 0;
        const { email, username } = input;
        const codeHash = codeHashOf(kit, registrationId, code);
        const data = { registrationId, email, username, passwordHash, codeHash, addressKnown, at: clock() };
        const stream = registrationStream(registrationId);
        const registration = await unit.load(stream, registrationDecider);
        unit.record(stream, requestRegistration({ type: 'RequestRegistration', data }, registration));
        unit.take(waitingFor(kit, 'pending-email', email, registrationId));
        return undefined;
      },
      requestedIn,
    );
  };

  const mail = async (requested: Requested, code: string, context: CallContext): Promise<void> => {
    const { registrationId, email: address, codeHash, codeExpiresAt: expiresAt } = requested;
    if (isShredded(address) || clock() >= expiresAt) return;
    const to = { registrationId, address } as const;
    await (codeHash === null
      ? handOver(kit, { ...to, template: 'registration-known-address', parameters: {} }, context)
      : handOver(kit, { ...to, template: 'registration-code', parameters: { code, expiresAt } }, context));
  };

  return async (input: InputOf<typeof Register>, context: CallContext) => {
    if (settings.LETHE_PLAN === 'deployment') return refuse('registration-closed');
    const weak = passwords.weakness(input.password, input);
    if (weak !== undefined) return weak;
    const code = sixDigits(sealing.blindIndex('registration-code-of', context.command.id));
    const requested = await request(context.command, input, code);
    if (isRefusal(requested)) return requested;
    await mail(requested, code, context);
    return { registrationId: requested.registrationId, expiresAt: requested.codeExpiresAt };
  };
};

const requestedIn = (events: readonly Recorded<IdentityEvent>[]): Requested => {
  const requested = events.find((event) => event.type === 'RegistrationRequested');
  if (requested === undefined) throw new Error('The registration was not recorded.');
  return requested.data;
};
