import * as z from 'zod';
import { code, emailShown, factorCode, usernameShown, password, username } from './account-fields.ts';
import { call, id, instant, noDetails, staffRoles } from './call.ts';
import { mostAgreements } from './cancellation.ts';
import { language, timeZone } from './language.ts';
import { itemsOf } from './page.ts';
import { secret } from './personal.ts';
import { codeWrong, retry } from './refusal-details.ts';

export const ReadProfile = call({
  subject: 'lethe.rpc.identity.account.read',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    accountId: id,
    email: emailShown,
    username: usernameShown,
    staffRole: z.enum(staffRoles).optional(),
    language: language.nullable().meta({ description: 'Null until it is set: the browser says it.' }),
    timeZone: timeZone.nullable().meta({ description: 'Null until it is set: the device says it.' }),
    registeredAt: instant,
  }),
  refuses: { 'account-not-active': noDetails },
});

export const ChangeUsername = call({
  subject: 'lethe.rpc.identity.account.change-username',
  callers: ['person'],
  input: z.strictObject({ username }),
  output: z.strictObject({ changedAt: instant.nullable() }),
  refuses: { 'account-not-active': noDetails },
});

/** API-4: the language of pages and mails, and the zone in which their times are written. */
export const ChangePreferences = call({
  subject: 'lethe.rpc.identity.account.change-preferences',
  callers: ['person'],
  input: z.strictObject({ language, timeZone: timeZone.nullable() }),
  output: z.strictObject({ changedAt: instant.nullable() }),
  refuses: { 'account-not-active': noDetails },
});

/**
 * For an invitation that is for an address: is it the account's? Says nothing about whose any other address is.
 * No where the account is unknown or not active.
 */
export const MatchesEmail = call({
  subject: 'lethe.rpc.identity.account.matches-email',
  callers: ['service:workspace-ownership'],
  signed: true,
  input: z.strictObject({ accountId: id, email: z.string().max(1024) }),
  output: z.strictObject({ matches: z.boolean() }),
  refuses: {},
});

/** Of codes to the address of the account itself, for somebody in a session. */
export const codePurposes = ['bind-factor', 'cancellation'] as const;
/** Also those that go elsewhere, or that nobody asks for with a session. */
export const everyCodePurpose = [...codePurposes, 'stop-cancellation', 'reset-password'] as const;

/** ID-7: one live code per purpose, 60 s between sends. It fits in the session that asked for it alone. */
export const SendCode = call({
  subject: 'lethe.rpc.identity.code.send',
  callers: ['person'],
  input: z.strictObject({ purpose: z.enum(codePurposes) }),
  output: z.strictObject({
    expiresAt: instant,
    resendAt: instant.meta({ description: 'From then on the code can be sent again.' }),
  }),
  refuses: { 'code-too-soon': retry, 'too-many-codes': retry, 'account-not-active': noDetails },
});

export const ConfirmCode = call({
  subject: 'lethe.rpc.identity.code.confirm',
  callers: ['service:mfa'],
  signed: true,
  input: z.strictObject({ accountId: id, sessionId: id, purpose: z.enum(codePurposes), code: secret(code) }),
  output: z.strictObject({ confirmedAt: instant }),
  refuses: { 'code-wrong': codeWrong, 'code-expired': noDetails, 'account-not-active': noDetails },
});

/** What somebody proves for a grant: the password or a mailed code, and the second factor where there is one. */
const granting = {
  input: z.strictObject({
    password: secret(password).optional(),
    emailCode: secret(code).optional(),
    factorCode: secret(factorCode).optional(),
  }),
  output: z.strictObject({ grant: z.string().max(4_096), expiresAt: instant }),
  refuses: {
    'verification-missing': noDetails,
    'credentials-wrong': noDetails,
    'too-many-attempts': retry,
    'code-wrong': codeWrong,
    'code-expired': noDetails,
    'second-factor-required': noDetails,
    'second-factor-wrong': noDetails,
    'factor-locked': retry,
    'account-not-active': noDetails,
  },
} as const;

/** CAN-2: a single-use grant of 10 minutes, bound to account and session. */
export const IssueCancellationGrant = call({
  subject: 'lethe.rpc.identity.cancellation-grant.issue',
  callers: ['person'],
  ...granting,
});

export const agreement = z.strictObject({
  id: z.string().max(100),
  version: z.string().max(100),
  digest: z.string().max(100).meta({
    description:
      'SHA-256, in base64url without padding, of the UTF-8 text of the JSON array `[id, version, title, text]`, written without white space. Another language is another digest.',
  }),
  title: z.string().max(200),
  text: z.string().max(10_000),
});

/** X3: in the language that is named, else in the first. The digest tells which one was agreed to. */
export const ReadAgreements = call({
  subject: 'lethe.rpc.identity.agreement.list',
  callers: ['person', 'service:cancellation'],
  input: z.strictObject({ language: language.exactOptional() }),
  output: z.strictObject({ agreements: z.array(agreement).max(mostAgreements) }),
  refuses: {},
});

const attempt = z.strictObject({ accountId: id, attempt: z.int().min(1) });

/** CAN-3: what would refuse the lock, before anybody asks for it. */
export const ReadObjections = call({
  subject: 'lethe.rpc.identity.account.read-objections',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ lastAdministrator: z.boolean() }),
  refuses: {},
});

export const LockAccount = call({
  subject: 'lethe.rpc.identity.account.lock',
  callers: ['service:cancellation'],
  bound: true,
  input: attempt,
  output: z.strictObject({}),
  refuses: { 'attempt-undone': noDetails, 'last-administrator': noDetails, 'account-unknown': noDetails },
});

export const UnlockAccount = call({
  subject: 'lethe.rpc.identity.account.unlock',
  callers: ['service:cancellation'],
  bound: true,
  input: attempt,
  output: z.strictObject({}),
  refuses: {},
});

/** After the point of no return: the address is free at once (PLAN-2), every look-up row of the account is gone. */
export const ReleaseClaims = call({
  subject: 'lethe.rpc.identity.account.release-claims',
  callers: ['service:cancellation'],
  bound: true,
  input: z.strictObject({ accountId: id, cancellationId: id, releasedAt: instant }),
  output: z.strictObject({}),
  refuses: {},
});

/** CAN-11: a salted digest of the address; the salt travels in the last mail alone. */
export const MakeEmailDigest = call({
  subject: 'lethe.rpc.identity.account.make-email-digest',
  callers: ['service:cancellation'],
  bound: true,
  input: z.strictObject({ accountId: id, cancellationId: id }),
  output: z.strictObject({ digest: z.string().max(100) }),
  refuses: {},
});

export const ClearAddresses = call({
  subject: 'lethe.rpc.identity.account.clear-addresses',
  callers: ['service:cancellation'],
  bound: true,
  input: z.strictObject({ accountId: id, cancellationId: id }),
  output: z.strictObject({ keyDestroyedAt: instant, keyGoneBy: instant }),
  refuses: {},
});

/** Notification has no address book: it asks for each mail. Null once the addresses are cleared. */
export const ReadAddress = call({
  subject: 'lethe.rpc.identity.account.read-address',
  callers: ['service:notification'],
  signed: true,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    email: emailShown.nullable(),
    salt: z.string().max(100).nullable(),
    /** API-4: what to write in, and the zone of its times; null where the person has set none. */
    language: language.exactOptional(),
    timeZone: timeZone.nullable().exactOptional(),
  }),
  refuses: {},
});

/**
 * For who must find what else waits for the address of an account that is being cleared: from the release of the address
 * until identity clears it, else null. Touch only what is older than `releasedAt`: the address may be somebody new's.
 */
export const ReadReleasedAddress = call({
  subject: 'lethe.rpc.identity.account.read-released-address',
  callers: ['service:workspace-ownership'],
  signed: true,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ email: emailShown.nullable() }),
  refuses: {},
});

/**
 * Names for answers that show people. Null where the account is cancelled or unknown. Of tickets: also what somebody is of the
 * staff, where they are.
 */
export const ReadPeople = call({
  subject: 'lethe.rpc.identity.people.read',
  callers: ['service:workspace-ownership', 'service:ticketing'],
  input: z.strictObject({ accountIds: itemsOf(id), purpose: z.enum(['members', 'tickets']) }),
  output: z.strictObject({
    people: itemsOf(
      z.strictObject({
        accountId: id,
        username: usernameShown.nullable(),
        staffRole: z.enum(staffRoles).exactOptional(),
      }),
    ),
  }),
  refuses: {},
});

/** Whether somebody is of the staff, for a service that gives them something to do. Null where they are not. */
export const ReadStaffRole = call({
  subject: 'lethe.rpc.identity.staff.read-role',
  callers: ['service:ticketing'],
  signed: true,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ role: z.enum(staffRoles).nullable() }),
  refuses: {},
});
