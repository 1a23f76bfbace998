import { randomUUID } from 'node:crypto';
import type { Cast } from './cast.ts';

/** Who asks, in the order of the columns below. */
export const askers = [
  'nobody',
  'other',
  'member',
  'owner',
  'staffWithoutFactor',
  'staff',
] as const satisfies readonly (keyof Cast)[];

type Row = Readonly<{
  body?: (cast: Cast) => object;
  /** What each asker is told. */
  statuses: readonly [number, number, number, number, number, number];
}>;

const everybody = (status: number): Row['statuses'] => [status, status, status, status, status, status];
const signedIn = (status: number): Row['statuses'] => [401, status, status, status, status, status];
const staffOnly = (status: number): Row['statuses'] => [401, 403, 403, 403, 403, status];
const row = (statuses: Row['statuses'], body?: (cast: Cast) => object): Row => ({
  statuses,
  ...(body === undefined ? {} : { body }),
});
const code = () => ({ code: '123456' });

/**
 * Every operation and what it tells each asker about what belongs to the owner. What would end the owner's things comes
 * last. 404 stands for "there is none that concerns you", and is told alike of what does not exist at all.
 */
export const permissions: Readonly<Record<string, Row>> = {
  'POST /v1/registrations': row(everybody(202), () => ({
    email: `${randomUUID()}@example.org`,
    username: 'New',
    password: `long and new ${randomUUID()}`,
  })),
  'GET /v1/service': row(everybody(200)),
  'GET /v1/registrations/current': row(everybody(404)),
  'POST /v1/registrations/current/code': row(everybody(404)),
  'PUT /v1/registrations/current/email': row(everybody(404), () => ({ email: `${randomUUID()}@example.org` })),
  'POST /v1/registrations/confirm': row(everybody(404), code),
  'POST /v1/password-resets': row(everybody(202), () => ({ email: `${randomUUID()}@example.org` })),
  'POST /v1/password-resets/current': row(everybody(404), () => ({
    ...code(),
    email: `${randomUUID()}@example.org`,
    password: `long and new ${randomUUID()}`,
  })),
  'POST /v1/staff/invitations/preview': row(everybody(404), () => ({ token: 'x' })),
  'POST /v1/staff/invitations/accept': row(everybody(404), () => ({
    token: 'x',
    username: 'New',
    password: `long and new ${randomUUID()}`,
  })),
  'POST /v1/sessions': row(everybody(403), () => ({ email: `${randomUUID()}@example.org`, password: 'wrong' })),
  'POST /v1/sessions/second-factor': row(everybody(409), code),
  'POST /v1/cancellations/status': row(everybody(404), () => ({ cancellationId: randomUUID(), statusToken: 'x' })),
  'POST /v1/cancellations/stop-code': row(everybody(404), () => ({ cancellationId: randomUUID(), stopToken: 'x' })),
  'POST /v1/cancellations/stop': row(everybody(404), () => ({
    cancellationId: randomUUID(),
    stopToken: 'x',
    code: '123456',
    reason: 'asked-by-person',
  })),
  'POST /v1/account/cancellation': row(everybody(403), () => ({ grant: 'x', agreements: [] })),

  'GET /v1/sessions': row(signedIn(200)),
  'GET /v1/sessions/current': row(signedIn(200)),
  'GET /v1/account': row(signedIn(200)),
  'GET /v1/account/factors': row(signedIn(200)),
  'GET /v1/account/cancellation/pre-check': row(signedIn(200)),
  'GET /v1/agreements': row(signedIn(200)),
  'GET /v1/workspaces': row(signedIn(200)),
  'GET /v1/tickets': row(signedIn(200)),
  'PUT /v1/account/username': row(signedIn(200), () => ({ username: 'Another' })),
  'PUT /v1/account/password': row(signedIn(403), () => ({
    currentPassword: 'wrong',
    password: `long and new ${randomUUID()}`,
  })),
  'PUT /v1/account/preferences': row(signedIn(200), () => ({ language: 'en', timeZone: 'Europe/Berlin' })),
  'POST /v1/account/codes': row(signedIn(202), () => ({ purpose: 'cancellation' })),
  'POST /v1/account/factors/totp': row([401, 409, 409, 409, 409, 409], () => ({ emailCode: '123456' })),
  'POST /v1/account/factors/totp/confirm': row(signedIn(409), code),
  'POST /v1/account/factors/totp/unbind': row([401, 409, 409, 409, 409, 403], code),
  'POST /v1/account/cancellation/verification': row(signedIn(422), () => ({})),
  'POST /v1/sessions/current/verification': row(signedIn(403), () => ({ password: 'wrong' })),
  'POST /v1/workspaces': row(signedIn(201), () => ({ name: 'Another' })),
  'POST /v1/invitations/preview': row(everybody(404), () => ({ token: 'x' })),
  'POST /v1/invitations/accept': row(signedIn(404), () => ({ token: 'x' })),

  'GET /v1/workspaces/{workspaceId}': row([401, 404, 200, 200, 404, 404]),
  'GET /v1/workspaces/{workspaceId}/members': row([401, 404, 200, 200, 404, 404]),
  'GET /v1/workspaces/{workspaceId}/invitations': row([401, 404, 403, 200, 404, 404]),
  'PUT /v1/workspaces/{workspaceId}/name': row([401, 404, 403, 204, 404, 404], () => ({ name: 'Another' })),
  'POST /v1/workspaces/{workspaceId}/invitations': row([401, 404, 403, 202, 404, 404], () => ({
    email: `${randomUUID()}@example.org`,
    role: 'member',
  })),
  'POST /v1/workspaces/{workspaceId}/invitations/{invitationId}/resend': row([401, 404, 403, 404, 404, 404]),
  'DELETE /v1/workspaces/{workspaceId}/invitations/{invitationId}': row([401, 404, 403, 404, 404, 404]),
  'POST /v1/workspaces/{workspaceId}/ownership': row([401, 404, 403, 409, 404, 404], ({ other }) => ({
    to: other.accountId,
  })),
  'PUT /v1/workspaces/{workspaceId}/members/{accountId}/role': row([401, 404, 403, 403, 404, 404], () => ({
    role: 'administrator',
  })),
  'POST /v1/workspaces/{workspaceId}/close': row([401, 404, 403, 409, 404, 404], () => ({ typedName: 'Other' })),
  'DELETE /v1/workspaces/{workspaceId}/members/{accountId}': row([401, 404, 403, 403, 404, 404]),
  'POST /v1/tickets': row([401, 404, 201, 201, 404, 404], ({ workspaceId }) => ({
    workspaceId,
    type: 'question',
    priority: 'low',
    subject: 'Another',
    text: 'Another',
  })),
  'GET /v1/tickets/{ticketId}': row([401, 404, 404, 200, 404, 404]),
  'POST /v1/tickets/{ticketId}/replies': row([401, 404, 404, 200, 404, 404], () => ({ text: 'More.' })),

  'GET /v1/staff/tickets': row(staffOnly(200)),
  /** Staff read what they answer. */
  'GET /v1/staff/tickets/{ticketId}': row(staffOnly(200)),
  'GET /v1/staff/cancellations': row(staffOnly(200)),
  'GET /v1/staff/cancellations/{accountId}': row(staffOnly(404)),
  'POST /v1/staff/cancellations/{accountId}/stop': row(staffOnly(404), () => ({ reason: 'legal-hold' })),
  'GET /v1/staff/members': row(staffOnly(200)),
  'PUT /v1/staff/members/{accountId}/role': row(staffOnly(404), () => ({ role: 'auditor' })),
  'DELETE /v1/staff/members/{accountId}': row(staffOnly(404)),
  'GET /v1/staff/invitations': row(staffOnly(200)),
  'DELETE /v1/staff/invitations/{invitationId}': row(staffOnly(404)),
  'POST /v1/staff/invitations': row(staffOnly(201), () => ({ email: `${randomUUID()}@example.org`, role: 'auditor' })),
  'POST /v1/staff/tickets/{ticketId}/assign': row(staffOnly(200)),
  'POST /v1/staff/tickets/{ticketId}/answers': row(staffOnly(200), () => ({ text: 'An answer.' })),

  'POST /v1/workspaces/{workspaceId}/leave': row([401, 404, 204, 409, 404, 404]),
  'POST /v1/tickets/{ticketId}/cancel': row([401, 404, 404, 409, 404, 404]),
  'POST /v1/tickets/{ticketId}/close': row([401, 404, 404, 200, 404, 404]),
  'POST /v1/staff/tickets/{ticketId}/close': row(staffOnly(409)),
  'POST /v1/sessions/end-others': row(signedIn(200)),
  'DELETE /v1/sessions/{sessionId}': row([401, 404, 404, 204, 404, 404]),
  'DELETE /v1/sessions/current': row([401, 204, 204, 401, 204, 204]),
};

/** The operation's path with the owner's ids in it. */
export const placeOf = (path: string, { workspaceId, ticketId, sessionId, owner }: Cast): string =>
  path
    .replace('{workspaceId}', workspaceId)
    .replace('{ticketId}', ticketId)
    .replace('{sessionId}', sessionId)
    .replace('{accountId}', owner.accountId)
    .replaceAll(/\{\w+\}/g, () => randomUUID());

/** The same with ids of nothing. */
export const nowhere = (path: string): string => path.replaceAll(/\{\w+\}/g, () => randomUUID());
