import {
  CompleteSignIn,
  ConfirmRegistration,
  CorrectRegistrationEmail,
  EndOtherSessions,
  EndSession,
  ListSessions,
  ReadOwnSession,
  ReadRegistration,
  ReadService,
  Register,
  ResendRegistrationCode,
  SignIn,
  SignOut,
  VerifyAgain,
  instant,
} from '@lethe/contracts';
import * as z from 'zod';
import { shownBrandSchema } from '../brand/shown-brand.ts';
import { route, type Answer } from './route.ts';

const { expiresAt: _kept, registrationId: _inCookie, ...shownOfRegistration } = Register.output.shape;
const underWay = z.strictObject(shownOfRegistration);

/** A4: when the session ends and until when the second factor can be given are two things. */
const signedIn = z.strictObject({
  state: z.enum(['signed-in', 'second-factor-required']),
  sessionExpiresAt: instant.exactOptional().meta({ description: 'Where the state is `signed-in`.' }),
  answerBy: instant.exactOptional().meta({ description: 'Where the state is `second-factor-required`.' }),
});

/** The tokens go into cookies alone; the body says what comes next. */
const signInAnswer = (output: z.infer<typeof SignIn.output>): Answer =>
  output.token === undefined
    ? {
        status: 202,
        body: { state: 'second-factor-required', answerBy: output.expiresAt },
        cookies: { pending: { value: output.pending ?? '', expiresAt: output.expiresAt } },
      }
    : {
        status: 201,
        body: { state: 'signed-in', sessionExpiresAt: output.expiresAt },
        cookies: {
          session: { value: output.token, expiresAt: output.expiresAt },
          pending: null,
          ...(output.device === undefined
            ? {}
            : { device: { value: output.device.token, expiresAt: output.device.expiresAt } }),
        },
      };

const ofThisBrowser = { cookie: 'registration', otherwise: 'registration-unknown' } as const;

export const signInRoutes = [
  route({
    id: 'readService',
    method: 'GET',
    path: '/v1/service',
    summary: 'What a page must know before anybody signs in.',
    as: 'browser',
    call: ReadService,
    body: ReadService.output.extend({ brand: shownBrandSchema }),
    answer: (output, { brand }) => ({ status: 200, body: { ...output, brand } }),
  }),
  route({
    id: 'register',
    method: 'POST',
    path: '/v1/registrations',
    summary: 'Ask for an account. A code is mailed; the answer is the same whether or not the address has one.',
    as: 'browser',
    call: Register,
    supplied: { language: { language: true }, network: { network: true } },
    body: underWay,
    statuses: [202],
    answer: ({ registrationId, expiresAt, ...body }) => ({
      status: 202,
      body,
      cookies: { registration: { value: registrationId, expiresAt } },
    }),
  }),
  route({
    id: 'readRegistration',
    method: 'GET',
    path: '/v1/registrations/current',
    summary: 'The registration that is under way in this browser.',
    as: 'browser',
    call: ReadRegistration,
    supplied: { registrationId: ofThisBrowser },
  }),
  route({
    id: 'resendRegistrationCode',
    method: 'POST',
    path: '/v1/registrations/current/code',
    summary: 'Mail another code to the same address. The code before is no longer valid.',
    as: 'browser',
    call: ResendRegistrationCode,
    supplied: { registrationId: ofThisBrowser },
    statuses: [202],
  }),
  route({
    id: 'correctRegistrationEmail',
    method: 'PUT',
    path: '/v1/registrations/current/email',
    summary: 'Correct the address. The code before is no longer valid, another one is mailed to the new address.',
    as: 'browser',
    call: CorrectRegistrationEmail,
    supplied: { registrationId: ofThisBrowser },
    statuses: [202],
  }),
  route({
    id: 'confirmRegistration',
    method: 'POST',
    path: '/v1/registrations/confirm',
    summary: 'Confirm the mailed code, in the browser that asked. From now on the account exists.',
    as: 'browser',
    call: ConfirmRegistration,
    supplied: { registrationId: ofThisBrowser },
    statuses: [201],
    answer: (output) => ({ status: 201, body: output, cookies: { registration: null } }),
  }),
  route({
    id: 'signIn',
    method: 'POST',
    path: '/v1/sessions',
    summary: 'Sign in. 201: signed in. 202: give the second factor next.',
    as: 'browser',
    call: SignIn,
    supplied: { device: { device: true }, network: { network: true }, deviceToken: { kept: 'device' } },
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
    supplied: {
      pending: { cookie: 'pending', otherwise: 'pending-expired' },
      device: { device: true },
      deviceToken: { kept: 'device' },
    },
    body: signedIn,
    statuses: [201],
    answer: signInAnswer,
  }),
  route({
    id: 'listSessions',
    method: 'GET',
    path: '/v1/sessions',
    summary: 'My live sessions: the current one, then by when they were last seen, newest first.',
    as: 'person',
    call: ListSessions,
  }),
  route({
    id: 'readSession',
    method: 'GET',
    path: '/v1/sessions/current',
    summary: 'The session of this browser.',
    as: 'person',
    call: ReadOwnSession,
  }),
  route({
    id: 'endOtherSessions',
    method: 'POST',
    path: '/v1/sessions/end-others',
    summary: 'End all my sessions but this one.',
    as: 'person',
    call: EndOtherSessions,
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
