import type { Fault } from '@lethe/bus';
import type { InvalidField } from '@lethe/contracts';
import type { Reason } from './routes.ts';

/** What a client is told about a "no": what it means and what helps. The code is the last segment of `type`. */
export type Problem = Readonly<{ status: number; title: string; remedy: string }>;

/** Refusals that are told as the error of a field, beside whatever else is wrong with the request. */
export const fieldRefusals = {
  'password-too-weak': ({ because, ...bounds }: Readonly<Record<string, unknown>>) =>
    ({ pointer: '/password', code: `password-${String(because)}`, params: bounds }) as InvalidField,
  'password-unchanged': () => ({ pointer: '/password', code: 'password-unchanged', params: {} }),
} as const satisfies Partial<Record<Reason, (details: Readonly<Record<string, unknown>>) => InvalidField>>;

export type Refused = Exclude<Reason, keyof typeof fieldRefusals>;

const problem = (status: number, title: string, remedy: string): Problem => ({ status, title, remedy });

export const refusals: Readonly<Record<Refused, Problem>> = {
  'account-not-active': problem(409, 'The account is not active.', 'Sign in again, or ask the support.'),
  'agreements-changed': problem(
    409,
    'Other agreements are in force by now.',
    'Read and agree to those in `current`, then confirm again.',
  ),
  'binding-not-started': problem(409, 'No authenticator app is being bound.', 'Begin with a mailed code.'),
  'cancellation-blocked': problem(
    409,
    'Something stands against the cancellation.',
    'Remedy each of `blockers`, then apply again.',
  ),
  'cancellation-final': problem(409, 'The cancellation is final.', 'Nobody can undo it.'),
  'cancellation-unknown': problem(404, 'There is no such cancellation.', 'Use the link exactly as it was given.'),
  'code-expired': problem(409, 'The code is no longer valid.', 'Ask for a new one.'),
  'code-too-soon': problem(429, 'A code was sent a moment ago.', 'Wait until `retryAt`.'),
  'code-wrong': problem(
    403,
    'The code is not right.',
    'Try again while `attemptsLeft` is above 0, then ask for a new one.',
  ),
  'credentials-wrong': problem(403, 'Email or password is not right.', 'Type both again, as you registered them.'),
  'cursor-invalid': problem(400, 'Nobody can tell where this list should go on.', 'Begin with its first page.'),
  'email-taken': problem(409, 'This address belongs to an account by now.', 'Sign in with it, or use another address.'),
  'factor-bound-already': problem(409, 'A second factor is bound already.', 'Unbind it first.'),
  'factor-locked': problem(429, 'Too many wrong codes.', 'Wait until `retryAt`.'),
  'grant-invalid': problem(403, 'The verification is not valid any more.', 'Verify again.'),
  'invitation-for-another-address': problem(
    403,
    'This invitation is for another address.',
    'Sign in with the account of the invited address, or ask for an invitation to yours.',
  ),
  'invitation-unknown': problem(404, 'There is no such invitation, or it is over.', 'Ask for a new one.'),
  'last-administrator': problem(
    409,
    'This is the last active administrator.',
    'Make somebody else an administrator first.',
  ),
  'member-not-eligible': problem(409, 'This account cannot take that place.', 'Choose another member.'),
  'member-unknown': problem(404, 'There is no such member.', 'Look at the list of members.'),
  'name-differs': problem(
    422,
    'The typed name is not the name of the workspace.',
    'Type it as it is shown; or give the workspace another name first.',
  ),
  'no-factor': problem(409, 'No second factor is bound.', 'Bind one first.'),
  'not-permitted': problem(
    403,
    'Your role does not allow this.',
    'In a workspace, ask its owner. As staff, sign in with your second factor.',
  ),
  'owner-cannot-leave': problem(409, 'The owner cannot leave.', 'Transfer the ownership first.'),
  'pending-expired': problem(409, 'This sign-in is over.', 'Begin again with email and password.'),
  'registration-closed': problem(403, 'Accounts are made by the staff here.', 'Ask an administrator.'),
  'registration-unknown': problem(
    404,
    'No registration is under way in this browser.',
    'Go on in the browser in which you registered, or register again.',
  ),
  'reset-unknown': problem(
    404,
    'No new password was asked for in this browser, or its time is over.',
    'Go on in the browser in which you asked, or ask again.',
  ),
  'second-factor-required': problem(403, 'The second factor is needed too.', 'Give its current code.'),
  'second-factor-wrong': problem(
    403,
    'The code of the second factor is not right.',
    'Give the current code; each is accepted once.',
  ),
  'session-ended': problem(401, 'There is no live session.', 'Sign in.'),
  'session-unknown': problem(404, 'There is no such session.', 'Look at the list of sessions.'),
  'staff-unknown': problem(404, 'There is nobody like that who could answer it.', 'Look at the list of the staff.'),
  'ticket-assigned': problem(409, 'Somebody of the staff works on the ticket already.', 'Close it instead.'),
  'ticket-closed': problem(409, 'The ticket is closed or cancelled, for good.', 'Submit a new one.'),
  'ticket-unknown': problem(404, 'There is no such ticket.', 'Look at the list of tickets.'),
  'too-many-attempts': problem(
    429,
    'Too many attempts.',
    'Wait until `retryAt`, or sign in with a browser in which you did so before: what strangers try does not count there.',
  ),
  'too-many-codes': problem(429, 'Too many codes were sent.', 'Wait until `retryAt`.'),
  'too-many-invitations': problem(429, 'Too many invitations were sent.', 'Wait until `retryAt`.'),
  'verification-missing': problem(422, 'Nothing proves who you are.', 'Give the password or a mailed code.'),
  'verification-stale': problem(403, 'Your last verification is more than 10 minutes old.', 'Verify again.'),
  'workspace-has-members': problem(
    409,
    'The workspace has other members.',
    'Transfer the ownership, or remove them first.',
  ),
  'workspace-unknown': problem(404, 'There is no such workspace.', 'Look at the list of workspaces.'),
};

/** What the edge says itself: of the request before any call is made, or of a call that has no answer. */
export const edgeProblems = {
  'account-gone': problem(409, 'The account is being cancelled.', 'Nothing can be added to it any more.'),
  'body-too-large': problem(413, 'The body is too large.', 'Send at most 64 KiB of JSON.'),
  'cross-site': problem(403, 'The request comes from another site.', 'Send it from a page of this address.'),
  'headers-too-large': problem(431, 'The headers are too large.', 'Send less than 16 KiB of headers.'),
  'idempotency-key-reused': problem(
    422,
    'This Idempotency-Key was used for another request.',
    'Use a new key for a new request.',
  ),
  internal: problem(500, 'Something is wrong on our side.', 'Try again; name the `instance` to the support.'),
  'invalid-input': problem(400, 'The request is not as it should be.', '`errors` says which field and why.'),
  'malformed-json': problem(400, 'The body is not valid JSON.', 'Send one JSON object in UTF-8.'),
  'malformed-request': problem(400, 'This is not HTTP.', 'Send a request as RFC 9112 has it.'),
  'method-not-allowed': problem(405, 'This path knows other methods.', 'Use one of those in `Allow`.'),
  'not-found': problem(404, 'There is nothing here.', 'See /openapi.json for what there is.'),
  'not-json': problem(415, 'The body is not JSON.', 'Send Content-Type: application/json.'),
  'request-too-slow': problem(408, 'The request took too long to come.', 'Send it again.'),
  'no-room': problem(
    503,
    'There is no room for new work.',
    'Nothing is lost. Whoever runs this must make room; then try again with the same Idempotency-Key.',
  ),
  'answer-too-large': problem(
    500,
    'The answer is larger than one answer can be.',
    'Ask for less at once, or name the `instance` to the support.',
  ),
  unavailable: problem(503, 'A part of Lethe does not answer.', 'Try again with the same Idempotency-Key.'),
} as const satisfies Readonly<Record<string, Problem>>;
export type EdgeCode = keyof typeof edgeProblems;

/** What a client is told where a call has no answer. */
export const faultCodes = {
  invalid: 'invalid-input',
  unauthenticated: 'session-ended',
  forbidden: 'not-permitted',
  'deadline-passed': 'unavailable',
  'command-reused': 'idempotency-key-reused',
  'account-gone': 'account-gone',
  unavailable: 'unavailable',
  'no-room': 'no-room',
  'answer-too-large': 'answer-too-large',
  internal: 'internal',
} as const satisfies Readonly<Record<Fault, ProblemCode>>;

export type ProblemCode = Refused | EdgeCode;

/** Every problem that the API knows. */
export const problems: Readonly<Record<ProblemCode, Problem>> = { ...refusals, ...edgeProblems };
