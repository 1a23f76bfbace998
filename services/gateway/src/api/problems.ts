import type { Fault } from '@lethe/bus';
import type { Reason } from './routes.ts';

/** What a client is told about a "no": what it means and what helps. The reason is the last segment of `type`. */
export type Problem = Readonly<{ status: number; title: string; remedy: string }>;

const problem = (status: number, title: string, remedy: string): Problem => ({ status, title, remedy });

export const refusals: Readonly<Record<Reason, Problem>> = {
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
  'credentials-wrong': problem(401, 'Email or password is not right.', 'Try again, or reset the password.'),
  'cursor-invalid': problem(400, 'This is no place in the list.', 'Begin with the first page, without a cursor.'),
  'email-taken': problem(409, 'This address belongs to an account by now.', 'Sign in with it, or use another address.'),
  'factor-bound-already': problem(409, 'A second factor is bound already.', 'Unbind it first.'),
  'factor-locked': problem(429, 'Too many wrong codes.', 'Wait until `retryAt`.'),
  'grant-invalid': problem(403, 'The verification is not valid any more.', 'Verify again.'),
  'invitation-unknown': problem(404, 'There is no such invitation, or it is over.', 'Ask for a new one.'),
  'member-not-eligible': problem(409, 'This account cannot take that place.', 'Choose another member.'),
  'member-unknown': problem(404, 'There is no such member.', 'Look at the list of members.'),
  'name-differs': problem(422, 'The typed name is not the name of the workspace.', 'Type it exactly.'),
  'no-factor': problem(409, 'No second factor is bound.', 'Bind one first.'),
  'not-permitted': problem(403, 'Your role does not allow this.', 'Ask the owner of the workspace.'),
  'owner-cannot-leave': problem(409, 'The owner cannot leave.', 'Transfer the ownership first.'),
  'password-too-weak': problem(
    422,
    'This password is not good enough.',
    '`because` says why; use `minimum` to `maximum` characters that nobody would guess.',
  ),
  'pending-expired': problem(401, 'This sign-in is over.', 'Begin again with email and password.'),
  'registration-closed': problem(403, 'Accounts are made by the staff here.', 'Ask an administrator.'),
  'registration-unknown': problem(
    404,
    'No registration is under way in this browser.',
    'Go on in the browser in which you registered, or register again.',
  ),
  'second-factor-required': problem(403, 'The second factor is needed too.', 'Give its current code.'),
  'second-factor-wrong': problem(
    403,
    'The code of the second factor is not right.',
    'Give the current code; each is accepted once.',
  ),
  'session-ended': problem(401, 'The session is over.', 'Sign in again.'),
  'session-unknown': problem(404, 'There is no such session.', 'Look at the list of sessions.'),
  'ticket-closed': problem(409, 'The ticket is closed for good.', 'Submit a new one.'),
  'ticket-unknown': problem(404, 'There is no such ticket.', 'Look at the list of tickets.'),
  'too-many-attempts': problem(429, 'Too many attempts.', 'Wait until `retryAt`.'),
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

export const faultProblems: Readonly<Record<Fault, Problem & Readonly<{ code: string }>>> = {
  invalid: {
    code: 'invalid-input',
    ...problem(400, 'The request is not as it should be.', '`errors` says which field and why.'),
  },
  unauthenticated: { code: 'session-ended', ...problem(401, 'You are not signed in.', 'Sign in.') },
  forbidden: {
    code: 'not-permitted',
    ...problem(403, 'This is not permitted to you.', 'Staff: sign in with a second factor.'),
  },
  'deadline-passed': {
    code: 'unavailable',
    ...problem(503, 'It took too long.', 'Try again with the same Idempotency-Key.'),
  },
  'command-reused': {
    code: 'idempotency-key-reused',
    ...problem(422, 'This Idempotency-Key was used for another request.', 'Use a new key for a new request.'),
  },
  'account-gone': {
    code: 'account-gone',
    ...problem(409, 'The account is being cancelled.', 'Nothing can be added to it any more.'),
  },
  unavailable: {
    code: 'unavailable',
    ...problem(503, 'A part of Lethe does not answer.', 'Try again with the same Idempotency-Key.'),
  },
  internal: {
    code: 'internal',
    ...problem(500, 'Something is wrong on our side.', 'Try again; name the `instance` to the support.'),
  },
};
