import * as z from 'zod';
import { code, email, factorCode, password, username } from './account-fields.ts';
import { call, id, instant, noDetails, staffRoles } from './call.ts';
import { language, languages, timeZone } from './language.ts';
import { pageInput, pageOutput, pageRefusals } from './page.ts';
import { secret } from './personal.ts';

const retry = z.strictObject({ retryAt: instant });
const codeWrong = z.strictObject({ attemptsLeft: z.int().min(0) });
const weak = z.strictObject({
  because: z.enum(['too-short', 'too-long', 'breached', 'guessable']),
  minimum: z.int(),
  maximum: z.int(),
});

/** Before anybody signs in: what a page of registration, of a new password or of the first run must know. */
export const ReadService = call({
  subject: 'lethe.rpc.identity.service.read',
  callers: ['service:gateway'],
  input: z.strictObject({}),
  output: z.strictObject({
    plan: z.enum(['commercial', 'deployment']).meta({ description: 'In `deployment` the staff make accounts.' }),
    passwords: z.strictObject({ minimum: z.int(), maximum: z.int() }).meta({ description: 'In code points.' }),
    languages: z.array(z.enum(languages)),
    firstRun: z.boolean().meta({ description: 'There is no active administrator yet.' }),
  }),
  refuses: {},
});

const reference = z.string().meta({
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
  output: z.strictObject({ ...codeUnderWay, email: z.string() }),
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

/** Who signs in with this password: one answer for wrong, unknown, locked and cancelled alike (ID-2, CAN-13). */
export const CheckCredentials = call({
  subject: 'lethe.rpc.identity.credential.check',
  callers: ['service:session'],
  input: z.strictObject({ email: z.string().max(1024), password: secret(password) }),
  output: z.strictObject({ accountId: id, staffRole: z.enum(staffRoles).optional(), verifiedAt: instant }),
  refuses: { 'credentials-wrong': noDetails, 'too-many-attempts': retry },
});

/** The password of somebody who is signed in already (SES-7). */
export const CheckOwnPassword = call({
  subject: 'lethe.rpc.identity.credential.check-own',
  callers: ['service:session'],
  input: z.strictObject({ accountId: id, password: secret(password) }),
  output: z.strictObject({ verifiedAt: instant }),
  refuses: { 'credentials-wrong': noDetails, 'too-many-attempts': retry },
});

export const ReadProfile = call({
  subject: 'lethe.rpc.identity.account.read',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    accountId: id,
    email: z.string(),
    username: z.string(),
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
  input: z.strictObject({ accountId: id, email: z.string().max(1024) }),
  output: z.strictObject({ matches: z.boolean() }),
  refuses: {},
});

export const codePurposes = ['bind-factor', 'cancellation'] as const;

/** ID-7: one live code per purpose, 60 s between sends. */
export const SendCode = call({
  subject: 'lethe.rpc.identity.code.send',
  callers: ['person'],
  input: z.strictObject({ purpose: z.enum(codePurposes) }),
  output: z.strictObject({ expiresAt: instant }),
  refuses: { 'code-too-soon': retry, 'too-many-codes': retry, 'account-not-active': noDetails },
});

export const ConfirmCode = call({
  subject: 'lethe.rpc.identity.code.confirm',
  callers: ['service:mfa'],
  input: z.strictObject({ accountId: id, purpose: z.enum(codePurposes), code: secret(code) }),
  output: z.strictObject({ confirmedAt: instant }),
  refuses: { 'code-wrong': codeWrong, 'code-expired': noDetails, 'account-not-active': noDetails },
});

/** CAN-2: a single-use grant of 10 minutes, bound to account and session; the second factor too where there is one. */
export const IssueCancellationGrant = call({
  subject: 'lethe.rpc.identity.cancellation-grant.issue',
  callers: ['person'],
  input: z.strictObject({
    password: secret(password).optional(),
    emailCode: secret(code).optional(),
    factorCode: secret(factorCode).optional(),
  }),
  output: z.strictObject({ grant: z.string(), expiresAt: instant }),
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
});

export const agreement = z.strictObject({
  id: z.string(),
  version: z.string(),
  digest: z.string().meta({
    description:
      'SHA-256, in base64url without padding, of the UTF-8 text of the JSON array `[id, version, title, text]`, written without white space. Another language is another digest.',
  }),
  title: z.string(),
  text: z.string(),
});

/** X3: in the language that is named, else in the first. The digest tells which one was agreed to. */
export const ReadAgreements = call({
  subject: 'lethe.rpc.identity.agreement.list',
  callers: ['person', 'service:cancellation'],
  input: z.strictObject({ language: language.exactOptional() }),
  output: z.strictObject({ agreements: z.array(agreement) }),
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
  input: attempt,
  output: z.strictObject({}),
  refuses: { 'attempt-undone': noDetails, 'last-administrator': noDetails, 'account-unknown': noDetails },
});

export const UnlockAccount = call({
  subject: 'lethe.rpc.identity.account.unlock',
  callers: ['service:cancellation'],
  input: attempt,
  output: z.strictObject({}),
  refuses: {},
});

/** After the point of no return: the address is free at once (PLAN-2), every look-up row of the account is gone. */
export const ReleaseClaims = call({
  subject: 'lethe.rpc.identity.account.release-claims',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id, cancellationId: id, releasedAt: instant }),
  output: z.strictObject({}),
  refuses: {},
});

/** CAN-11: a salted digest of the address; the salt travels in the last mail alone. */
export const MakeEmailDigest = call({
  subject: 'lethe.rpc.identity.account.make-email-digest',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id, cancellationId: id }),
  output: z.strictObject({ digest: z.string() }),
  refuses: {},
});

export const ClearAddresses = call({
  subject: 'lethe.rpc.identity.account.clear-addresses',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id, cancellationId: id }),
  output: z.strictObject({ keyDestroyedAt: instant }),
  refuses: {},
});

/** Notification has no address book: it asks for each mail. Null once the addresses are cleared. */
export const ReadAddress = call({
  subject: 'lethe.rpc.identity.account.read-address',
  callers: ['service:notification'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    email: z.string().nullable(),
    salt: z.string().nullable(),
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
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ email: z.string().nullable() }),
  refuses: {},
});

/** Names for answers that show people. Null where the account is cancelled or unknown. */
export const ReadPeople = call({
  subject: 'lethe.rpc.identity.people.read',
  callers: ['service:workspace-ownership', 'service:ticketing'],
  input: z.strictObject({ accountIds: z.array(id).max(200), purpose: z.enum(['members', 'tickets']) }),
  output: z.strictObject({ people: z.array(z.strictObject({ accountId: id, username: z.string().nullable() })) }),
  refuses: {},
});

const staffRole = z.enum(staffRoles);

/** Colleagues, for whoever assigns something to one. In the order in which they joined. */
export const ListStaff = call({
  subject: 'lethe.rpc.identity.staff.list',
  callers: ['staff:administrator', 'staff:support', 'staff:auditor'],
  input: z.strictObject({ ...pageInput, role: staffRole.exactOptional() }),
  output: z.strictObject({
    members: z.array(
      z.strictObject({
        accountId: id,
        username: z.string().nullable(),
        role: staffRole,
        suspended: z.boolean().meta({ description: 'The account is locked: nobody can sign in to it.' }),
        joinedAt: instant,
      }),
    ),
    ...pageOutput,
  }),
  refuses: pageRefusals,
});

/**
 * ADM-1: staff come by invitation. `token` is the one-time secret of the link. Where an administrator invites, the link
 * is mailed, too; the command line prints it.
 */
export const InviteStaff = call({
  subject: 'lethe.rpc.identity.staff.invite',
  callers: ['operator', 'staff:administrator'],
  input: z.strictObject({ email, role: staffRole }),
  output: z.strictObject({ invitationId: id, token: z.string(), link: z.url(), expiresAt: instant }),
  refuses: { 'too-many-invitations': retry },
});

/** The open ones, newest first. */
export const ListStaffInvitations = call({
  subject: 'lethe.rpc.identity.staff.list-invitations',
  callers: ['staff:administrator'],
  input: z.strictObject(pageInput),
  output: z.strictObject({
    invitations: z.array(
      z.strictObject({ invitationId: id, email: z.string(), role: staffRole, invitedAt: instant, expiresAt: instant }),
    ),
    ...pageOutput,
  }),
  refuses: pageRefusals,
});

export const RevokeStaffInvitation = call({
  subject: 'lethe.rpc.identity.staff.revoke-invitation',
  callers: ['operator', 'staff:administrator'],
  input: z.strictObject({ invitationId: id }),
  output: z.strictObject({}),
  refuses: { 'invitation-unknown': noDetails },
});

const invitationToken = secret(z.string().max(512));

/** What whoever holds the link is invited to. */
export const PreviewStaffInvitation = call({
  subject: 'lethe.rpc.identity.staff.preview-invitation',
  callers: ['service:gateway'],
  input: z.strictObject({ token: invitationToken }),
  output: z.strictObject({ email: z.string(), role: staffRole, expiresAt: instant }),
  refuses: { 'invitation-unknown': noDetails },
});

export const AcceptStaffInvitation = call({
  subject: 'lethe.rpc.identity.staff.accept-invitation',
  callers: ['service:gateway'],
  input: z.strictObject({
    token: invitationToken,
    username,
    password: secret(password),
    language: language.exactOptional(),
    timeZone: timeZone.exactOptional(),
  }),
  output: z.strictObject({ accountId: id }),
  refuses: { 'invitation-unknown': noDetails, 'password-too-weak': weak, 'email-taken': noDetails },
});
