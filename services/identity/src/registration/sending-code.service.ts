import type { CallContext } from '@lethe/bus';
import { isShredded, normalisedEmail, type CorrectRegistrationEmail, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import type { Recorded, Unit } from '@lethe/journal';
import { waitingFor as lookUpOf } from '../account/email-claim.ts';
import type { IdentityEvent, MailingKit } from '../identity-kit.ts';
import { codeSends, type AdmitCode } from '../verification/code-sends.service.ts';
import { secondsAfter } from '../verification/instants.ts';
import { secondsBetweenSends } from '../verification/send-code.ts';
import { registrationUnknown } from './confirm-registration.ts';
import { referenceOf } from './reference.ts';
import { codeHashOf, codeOf, mailCode } from './registration-code.ts';
import { registrationFold, registrationSubject } from './registration.ts';
import { correctRegistrationEmail, resendRegistrationCode, waitingFor } from './send-registration-code.ts';
import { registrationStream } from './registration.events.ts';

/** Without an address: to the one that the registration waits for. */
type Asked = Readonly<{ registrationId: string; email?: InputOf<typeof CorrectRegistrationEmail>['email'] }>;

/** ID-1: another code, to the same address or to the corrected one. Known and unknown addresses cost the same (ID-2). */
export const sendingCode = (kit: MailingKit) => {
  const record = recordingOf(kit);
  const sends = codeSends(kit);
  return async (asked: Asked, context: CallContext) => {
    const { registrationId } = asked;
    const { command } = context;
    const sent = await sends.counting(command.id, (admit) =>
      kit.journal.handle(
        { ...command, subject: registrationSubject(registrationId) },
        (unit) => record(unit, asked, { commandId: command.id, admit }),
        sentIn,
      ),
    );
    if (isRefusal(sent)) return sent;
    const registration = await kit.journal.state(registrationStream(registrationId), registrationFold);
    // Asked again after a later send, this code is no longer valid, and its mail went out long ago.
    if (registration.status === 'pending' && registration.code.expiresAt === sent.codeExpiresAt) {
      const { language, timeZone, email } = registration;
      await mailCode(kit, { ...sent, language, timeZone, address: sent.email ?? email }, context);
    }
    const { codeExpiresAt, at } = sent;
    const resendAt = secondsAfter(at, secondsBetweenSends);
    return { reference: referenceOf(kit, registrationId), codeExpiresAt, resendAt };
  };
};

type By = Readonly<{ commandId: string; admit: AdmitCode }>;

const recordingOf = (kit: MailingKit) => {
  const { journal, clock, settings } = kit;
  const most = settings.LETHE_IDENTITY_REGISTRATIONS_PER_HOUR;
  return async (unit: Unit<IdentityEvent>, { registrationId, email: corrected }: Asked, { commandId, admit }: By) => {
    const stream = registrationStream(registrationId);
    const registration = await unit.load(stream, registrationFold);
    const at = clock();
    const waiting = waitingFor(registration, at);
    if (waiting === undefined) return registrationUnknown;
    const email = corrected ?? waiting.email;
    const address = normalisedEmail(email);
    const addressKnown = (await journal.lookUp('email', address)).length > 0;
    const data = { codeHash: codeHashOf(kit, registrationId, codeOf(kit, commandId)), addressKnown, at };
    const decision =
      corrected === undefined
        ? resendRegistrationCode({ type: 'ResendRegistrationCode', data }, registration)
        : correctRegistrationEmail({ type: 'CorrectRegistrationEmail', data: { ...data, email } }, registration);
    if (isRefusal(decision)) return decision;
    const retryAt = await admit([
      { kind: 'registration', value: address, most },
      { kind: 'one-registration', value: registrationId, most },
    ]);
    if (retryAt !== undefined) return refuse('too-many-codes', { retryAt });
    unit.record(stream, decision);
    if (normalisedEmail(waiting.email) !== address) {
      unit.release(lookUpOf(kit, 'pending-email', waiting.email, registrationId));
      unit.take(lookUpOf(kit, 'pending-email', email, registrationId));
    }
    return undefined;
  };
};

const sentIn = ([event]: readonly Recorded<IdentityEvent>[]) => {
  if (event?.type === 'RegistrationCodeSent') return { ...event.data, email: undefined, at: event.data.sentAt };
  if (event?.type === 'RegistrationEmailCorrected') return { ...event.data, at: event.data.correctedAt };
  throw new Error('The code was not recorded.');
};

/** The registration of a browser, for its page after a reload; never whether the address has an account. */
export const readRegistration = async (
  kit: Pick<MailingKit, 'journal' | 'sealing' | 'clock'>,
  registrationId: string,
) => {
  const registration = await kit.journal.state(registrationStream(registrationId), registrationFold);
  const waiting = waitingFor(registration, kit.clock());
  if (waiting === undefined) return registrationUnknown;
  const { pending, email } = waiting;
  const last = pending.sends.findLast((send) => !isShredded(send.email))?.at ?? pending.addressGivenAt;
  return {
    reference: referenceOf(kit, registrationId),
    email,
    codeExpiresAt: pending.code.expiresAt,
    resendAt: secondsAfter(last, secondsBetweenSends),
  };
};
