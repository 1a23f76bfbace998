import * as z from 'zod';
import { factorCode, password } from './account-fields.ts';
import { deviceToken, knownDevice, network } from './asker.ts';
import { call, id, instant, noDetails, staffRoles } from './call.ts';
import { itemsOf, pageInput, pageOutput, pageRefusals } from './page.ts';
import { secret } from './personal.ts';
import { publicEvent } from './public-event.ts';
import { revision } from './revision.ts';

const retry = z.strictObject({ retryAt: instant });
const device = z.strictObject({ userAgent: z.string().max(512) });

/** MFA-2: either a session, or a pending sign-in that can do nothing but give the second factor. */
const signedIn = z.strictObject({
  token: z.string().max(512).optional(),
  pending: z.string().max(512).optional(),
  sessionId: id.optional(),
  accountId: id.optional(),
  expiresAt: instant,
  /** ID-2a: for the browser to keep, beside a session. */
  device: z.strictObject({ token: deviceToken, expiresAt: instant }).exactOptional(),
});

/** ID-2a: of a request by somebody who is not signed in. Another network or cookie is no other request. */
const from = { network: secret(network).exactOptional(), deviceToken: secret(deviceToken).exactOptional() } as const;

export const SignIn = call({
  subject: 'lethe.rpc.session.sign-in.start',
  callers: ['service:gateway'],
  signed: true,
  input: z.strictObject({ email: z.string().max(1024), password: secret(password), device, ...from }),
  output: signedIn,
  refuses: { 'credentials-wrong': noDetails, 'too-many-attempts': retry },
});

export const CompleteSignIn = call({
  subject: 'lethe.rpc.session.sign-in.complete',
  callers: ['service:gateway'],
  signed: true,
  input: z.strictObject({
    pending: secret(z.string().max(512)),
    code: secret(factorCode),
    device,
    deviceToken: from.deviceToken,
  }),
  output: signedIn,
  refuses: { 'pending-expired': noDetails, 'second-factor-wrong': noDetails, 'factor-locked': retry },
});

/** ID-2a: what identity counts by, where somebody asks who is not signed in. Null: a device that nobody knows. */
export const RecogniseDevice = call({
  subject: 'lethe.rpc.session.device.recognise',
  callers: ['service:identity'],
  signed: true,
  input: z.strictObject({ deviceToken: secret(deviceToken) }),
  output: z.strictObject({ device: knownDevice.nullable() }),
  refuses: {},
});

/** Asked for every request until the gateway has its feed of ends. `background` requests do not count as activity (SES-4). */
export const CheckSession = call({
  subject: 'lethe.rpc.session.session.check',
  callers: ['service:gateway'],
  signed: true,
  input: z.strictObject({ token: secret(z.string().max(512)), background: z.boolean() }),
  output: z.strictObject({
    accountId: id,
    sessionId: id,
    /** The internal JWT: 60 s, for every service. */
    personToken: z.string().max(4_096),
    staffRole: z.enum(staffRoles).optional(),
    factor: z.boolean(),
    expiresAt: instant,
  }),
  refuses: { 'session-ended': noDetails },
});

export const SignOut = call({
  subject: 'lethe.rpc.session.session.sign-out',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({}),
  refuses: {},
});

/** The session of whoever asks. */
export const ReadOwnSession = call({
  subject: 'lethe.rpc.session.session.read-own',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({
    accountId: id,
    sessionId: id,
    staffRole: z.enum(staffRoles).exactOptional(),
    secondFactor: z.boolean().meta({ description: 'A second factor was given in this session.' }),
    verifiedAt: instant.meta({
      description: 'When the person last proved who they are (SES-7: fresh for 10 minutes).',
    }),
    expiresAt: instant.meta({ description: 'When it ends without any activity.' }),
  }),
  refuses: { 'session-ended': noDetails },
});

/** SES-5: the live ones; the current one first, then by when they were last seen, newest first. */
export const ListSessions = call({
  subject: 'lethe.rpc.session.session.list',
  callers: ['person'],
  input: z.strictObject(pageInput),
  output: z.strictObject({
    sessions: itemsOf(
      z.strictObject({
        sessionId: id,
        openedAt: instant,
        lastSeenAt: instant,
        expiresAt: instant,
        userAgent: device.shape.userAgent.nullable(),
        current: z.boolean(),
      }),
    ),
    ...pageOutput,
  }),
  refuses: pageRefusals,
});

export const EndSession = call({
  subject: 'lethe.rpc.session.session.end',
  callers: ['person'],
  input: z.strictObject({ sessionId: id }),
  output: z.strictObject({}),
  refuses: { 'session-unknown': noDetails },
});

/** SES-5: all but the current one. `ended` counts those that were live. */
export const EndOtherSessions = call({
  subject: 'lethe.rpc.session.session.end-others',
  callers: ['person'],
  input: z.strictObject({}),
  output: z.strictObject({ ended: z.int().min(0) }),
  refuses: {},
});

/** SES-7: makes the session's verification fresh again. */
export const VerifyAgain = call({
  subject: 'lethe.rpc.session.session.verify-again',
  callers: ['person'],
  input: z.strictObject({ password: secret(password), code: secret(factorCode).optional() }),
  output: z.strictObject({ verifiedAt: instant }),
  refuses: {
    'credentials-wrong': noDetails,
    'too-many-attempts': retry,
    'second-factor-required': noDetails,
    'second-factor-wrong': noDetails,
    'factor-locked': retry,
    'session-ended': noDetails,
  },
});

const attempt = z.strictObject({ accountId: id, attempt: z.int().min(1) });

/** The lock of one attempt: reversible. It ends every session; its undo gives sign-in back, not the sessions. */
export const LockSessions = call({
  subject: 'lethe.rpc.session.account.lock',
  callers: ['service:cancellation'],
  bound: true,
  input: attempt,
  output: z.strictObject({ ended: z.int().min(0) }),
  refuses: { 'attempt-undone': noDetails },
});

export const UnlockSessions = call({
  subject: 'lethe.rpc.session.account.unlock',
  callers: ['service:cancellation'],
  bound: true,
  input: attempt,
  output: z.strictObject({}),
  refuses: {},
});

/**
 * Whoever changed something that sign-ins are decided on asks for it, until it is answered: what was decided on an older revision
 * of it ends, and is not opened any more (SES-3). Whose revision it is, the caller's proof says. `kept` is the session in which
 * it was changed, and the revision since which it changed in no other one: it goes on, if it was opened on that one.
 * To raise it to where it is, or to less, changes nothing.
 */
export const RaiseFloor = call({
  subject: 'lethe.rpc.session.account.raise-floor',
  callers: ['service:identity', 'service:mfa'],
  bound: true,
  input: z.strictObject({
    accountId: id,
    revision,
    kept: z.strictObject({ sessionId: id, since: revision }).exactOptional(),
  }),
  output: z.strictObject({}),
  refuses: {},
});

export const CountSessions = call({
  subject: 'lethe.rpc.session.session.count',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ live: z.int().min(0) }),
  refuses: {},
});

/** Is this very session alive? For a first confirmation, which needs the live session. */
export const ReadSession = call({
  subject: 'lethe.rpc.session.session.read',
  callers: ['service:cancellation'],
  signed: true,
  input: z.strictObject({ accountId: id, sessionId: id }),
  output: z.strictObject({ live: z.boolean() }),
  refuses: {},
});

export const SessionEnded = publicEvent({
  type: 'lethe.session.ended.v1',
  context: 'session',
  name: 'ended',
  meaning: 'One session, or all sessions of the account where sessionId is null, ended.',
  data: z.strictObject({
    accountId: id,
    sessionId: id.nullable(),
    because: z.enum(['signed-out', 'revoked', 'factor-changed', 'account-changed', 'locked', 'too-many']),
    endedAt: instant,
  }),
});
