import {
  AcceptStaffInvitation,
  CompleteSignIn,
  ConfirmRegistration,
  EndSession,
  ListSessions,
  Register,
  SignIn,
  SignOut,
  VerifyAgain,
  instant,
} from '@lethe/contracts';
import * as z from 'zod';
import { route, type Answer } from './route.ts';

const expires = z.strictObject({ expiresAt: instant });
const signedIn = z.strictObject({ expiresAt: instant, secondFactor: z.boolean() });

/** The tokens go into cookies alone; the body says what comes next. */
const signInAnswer = (output: z.infer<typeof SignIn.output>): Answer =>
  output.token === undefined
    ? {
        status: 202,
        body: { expiresAt: output.expiresAt, secondFactor: true },
        cookies: { pending: { value: output.pending ?? '', expiresAt: output.expiresAt } },
      }
    : {
        status: 201,
        body: { expiresAt: output.expiresAt, secondFactor: false },
        cookies: { session: { value: output.token, expiresAt: output.expiresAt }, pending: null },
      };

export const signInRoutes = [
  route({
    id: 'register',
    method: 'POST',
    path: '/v1/registrations',
    summary: 'Ask for an account. A code is mailed; the answer is the same whether or not the address has one.',
    as: 'browser',
    call: Register,
    body: expires,
    statuses: [202],
    answer: ({ registrationId, expiresAt }) => ({
      status: 202,
      body: { expiresAt },
      cookies: { registration: { value: registrationId, expiresAt } },
    }),
  }),
  route({
    id: 'confirmRegistration',
    method: 'POST',
    path: '/v1/registrations/confirm',
    summary: 'Confirm the mailed code, in the browser that asked. From now on the account exists.',
    as: 'browser',
    call: ConfirmRegistration,
    supplied: { registrationId: { cookie: 'registration', otherwise: 'code-expired' } },
    statuses: [201],
    answer: (output) => ({ status: 201, body: output, cookies: { registration: null } }),
  }),
  route({
    id: 'acceptStaffInvitation',
    method: 'POST',
    path: '/v1/staff/invitations/accept',
    summary: 'Take up an invitation to the staff by the one-time token of its link.',
    as: 'browser',
    call: AcceptStaffInvitation,
    statuses: [201],
  }),
  route({
    id: 'signIn',
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Sign in. 201: signed in. 202: give the second factor next.',
    as: 'browser',
    call: SignIn,
    supplied: { device: { device: true } },
    body: signedIn,
    statuses: [201, 202],
    answer: signInAnswer,
  }),
  route({
    id: 'completeSignIn',
    method: 'POST',
    path: '/v1/sessions/second-factor',
    summary: 'Give the second factor of a sign-in that was begun in this browser.',
    as: 'browser',
    call: CompleteSignIn,
    supplied: { pending: { cookie: 'pending', otherwise: 'pending-expired' }, device: { device: true } },
    body: signedIn,
    statuses: [201, 202],
    answer: signInAnswer,
  }),
  route({
    id: 'listSessions',
    method: 'GET',
    path: '/v1/sessions',
    summary: 'My live sessions.',
    as: 'person',
    call: ListSessions,
  }),
  route({
    id: 'signOut',
    method: 'DELETE',
    path: '/v1/sessions/current',
    summary: 'Sign out.',
    as: 'person',
    call: SignOut,
    statuses: [204],
    answer: () => ({ status: 204, cookies: { session: null } }),
  }),
  route({
    id: 'verifyAgain',
    method: 'POST',
    path: '/v1/sessions/current/verification',
    summary: 'Prove again who I am, for what is sensitive.',
    as: 'person',
    call: VerifyAgain,
  }),
  route({
    id: 'endSession',
    method: 'DELETE',
    path: '/v1/sessions/{sessionId}',
    summary: 'End one of my sessions.',
    as: 'person',
    call: EndSession,
    statuses: [204],
    answer: () => ({ status: 204 }),
  }),
];
