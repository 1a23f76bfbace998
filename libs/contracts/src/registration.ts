import * as z from 'zod';
import { code, email, emailShown, password, username } from './account-fields.ts';
import { network } from './asker.ts';
import { call, id, instant, noDetails } from './call.ts';
import { language, languages, timeZone } from './language.ts';
import { secret } from './personal.ts';
import { codeWrong, retry, weak } from './refusal-details.ts';

/** Before anybody signs in: what a page of registration, of a new password or of the first run must know. */
export const ReadService = call({
  subject: 'lethe.rpc.identity.service.read',
  callers: ['service:gateway'],
  input: z.strictObject({}),
  output: z.strictObject({
    plan: z.enum(['commercial', 'deployment']).meta({ description: 'In `deployment` the staff make accounts.' }),
    passwords: z.strictObject({ minimum: z.int(), maximum: z.int() }).meta({ description: 'In code points.' }),
    languages: z.array(z.enum(languages)).max(languages.length),
    firstRun: z.boolean().meta({ description: 'There is no active administrator yet.' }),
  }),
  refuses: {},
});

const reference = z
  .string()
  .max(32)
  .meta({
    description: 'Short, shown by the page and named in the mail, so that both can be told to belong together.',
    examples: ['K7F-2QX'],
  });

/** What a page that waits for the code must know. */
const codeUnderWay = {
  reference,
  codeExpiresAt: instant,
  resendAt: instant.meta({ description: 'From then on the code can be sent again.' }),
} as const;

const registrationId = z.strictObject({ registrationId: id });

/** ID-1: nothing is claimed yet; the same answer whether or not the address has an account (ID-2). */
export const Register = call({
  subject: 'lethe.rpc.identity.registration.request',
  callers: ['service:gateway'],
  input: z.strictObject({
    email,
    username,
    password: secret(password),
    language: language.exactOptional(),
    timeZone: timeZone.exactOptional(),
    network: secret(network).exactOptional(),
  }),
  /** `expiresAt` is the end of the registration itself: what nobody confirms is forgotten then. */
  output: z.strictObject({ registrationId: id, ...codeUnderWay, expiresAt: instant }),
  refuses: { 'password-too-weak': weak, 'registration-closed': noDetails, 'too-many-codes': retry },
});

/** The registration of this browser, for its page after a reload. */
export const ReadRegistration = call({
  subject: 'lethe.rpc.identity.registration.read',
  callers: ['service:gateway'],
  input: registrationId,
  output: z.strictObject({ ...codeUnderWay, email: emailShown }),
  refuses: { 'registration-unknown': noDetails },
});

/** ID-1: a new code to the same address; the one before is no longer valid. */
export const ResendRegistrationCode = call({
  subject: 'lethe.rpc.identity.registration.resend-code',
  callers: ['service:gateway'],
  input: registrationId,
  output: z.strictObject(codeUnderWay),
  refuses: { 'registration-unknown': noDetails, 'code-too-soon': retry, 'too-many-codes': retry },
});

/** ID-1: the address was mistyped. The code before is no longer valid, a new one goes to this address. */
export const CorrectRegistrationEmail = call({
  subject: 'lethe.rpc.identity.registration.correct-email',
  callers: ['service:gateway'],
  input: registrationId.extend({ email }),
  output: z.strictObject(codeUnderWay),
  refuses: { 'registration-unknown': noDetails, 'code-too-soon': retry, 'too-many-codes': retry },
});

/** The code of the browser that asked; from here on the address is claimed. */
export const ConfirmRegistration = call({
  subject: 'lethe.rpc.identity.registration.confirm',
  callers: ['service:gateway'],
  input: registrationId.extend({ code: secret(code) }),
  output: z.strictObject({ accountId: id }),
  refuses: {
    'code-wrong': codeWrong,
    'code-expired': noDetails,
    'registration-unknown': noDetails,
    'email-taken': noDetails,
  },
});
