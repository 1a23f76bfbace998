import {
  ChangeUsername,
  ConfirmCancellation,
  ConfirmTotp,
  IssueCancellationGrant,
  ReadAgreements,
  ReadCancellationStatus,
  ReadFactors,
  ReadPreCheck,
  ReadProfile,
  SendCode,
  StartTotp,
  UnbindTotp,
} from '@lethe/contracts';
import { route } from './route.ts';

export const accountRoutes = [
  route({ method: 'GET', path: '/v1/account', summary: 'My account.', as: 'person', call: ReadProfile }),
  route({
    method: 'PUT',
    path: '/v1/account/username',
    summary: 'Change my username.',
    as: 'person',
    call: ChangeUsername,
  }),
  route({
    method: 'POST',
    path: '/v1/account/codes',
    summary: 'Mail me a code for one purpose.',
    as: 'person',
    call: SendCode,
    statuses: [202],
  }),
  route({
    method: 'GET',
    path: '/v1/account/factors',
    summary: 'My second factors.',
    as: 'person',
    call: ReadFactors,
  }),
  route({
    method: 'POST',
    path: '/v1/account/factors/totp',
    summary: 'Begin to bind an authenticator app, after a mailed code.',
    as: 'person',
    call: StartTotp,
    statuses: [201],
  }),
  route({
    method: 'POST',
    path: '/v1/account/factors/totp/confirm',
    summary: 'Confirm the app with its code. The recovery codes are shown this once.',
    as: 'person',
    call: ConfirmTotp,
  }),
  route({
    method: 'POST',
    path: '/v1/account/factors/totp/unbind',
    summary: 'Take the second factor away, with a current or a recovery code.',
    as: 'person',
    call: UnbindTotp,
  }),
];

export const cancellationRoutes = [
  route({
    method: 'POST',
    path: '/v1/account/cancellation/verification',
    summary: 'Step 1: prove who I am. Gives a grant for ten minutes.',
    as: 'person',
    call: IssueCancellationGrant,
  }),
  route({
    method: 'GET',
    path: '/v1/account/cancellation/pre-check',
    summary: 'Steps 2 and 3: every blocker with its remedy, and the notice with my own figures.',
    as: 'person',
    call: ReadPreCheck,
  }),
  route({
    method: 'GET',
    path: '/v1/agreements',
    summary: 'Step 4: the agreements in force.',
    as: 'person',
    call: ReadAgreements,
  }),
  route({
    method: 'POST',
    path: '/v1/account/cancellation',
    summary: 'Confirm. The same grant gives the same answer for 24 hours, also after the session died.',
    as: 'anyone',
    call: ConfirmCancellation,
    statuses: [202],
  }),
  route({
    method: 'POST',
    path: '/v1/cancellations/status',
    summary: 'How far a cancellation is, for whoever holds its link. States and dates only.',
    as: 'browser',
    call: ReadCancellationStatus,
  }),
];
