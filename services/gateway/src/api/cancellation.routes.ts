import {
  AskToStopCancellation,
  ConfirmCancellation,
  IssueCancellationGrant,
  ReadAgreements,
  ReadCancellationStatus,
  ReadPreCheck,
  StopOwnCancellation,
} from '@lethe/contracts';
import { route } from './route.ts';

/** Cancel Account, in the order of its steps, and the page behind the link. */
export const cancellationRoutes = [
  route({
    id: 'issueCancellationGrant',
    method: 'POST',
    path: '/v1/account/cancellation/verification',
    summary: 'Step 1: prove who I am. Gives a grant for ten minutes.',
    as: 'person',
    call: IssueCancellationGrant,
  }),
  route({
    id: 'readPreCheck',
    method: 'GET',
    path: '/v1/account/cancellation/pre-check',
    summary: 'Steps 2 and 3: every blocker with its remedy, and the notice with my own figures.',
    as: 'person',
    call: ReadPreCheck,
  }),
  route({
    id: 'readAgreements',
    method: 'GET',
    path: '/v1/agreements',
    summary: 'Step 4: the agreements in force.',
    as: 'person',
    call: ReadAgreements,
    supplied: { language: { language: true } },
  }),
  route({
    id: 'confirmCancellation',
    method: 'POST',
    path: '/v1/account/cancellation',
    summary: 'Confirm. The same grant gives the same answer for 24 hours, also after the session died.',
    as: 'anyone',
    call: ConfirmCancellation,
    statuses: [202],
  }),
  route({
    id: 'readCancellationStatus',
    method: 'POST',
    path: '/v1/cancellations/status',
    summary: 'How far a cancellation is, for whoever holds its link. States and dates only.',
    as: 'browser',
    call: ReadCancellationStatus,
  }),
  route({
    id: 'askToStopCancellation',
    method: 'POST',
    path: '/v1/cancellations/stop-code',
    summary: 'In a hold-back: mails a code that stops it, for whoever holds the mailed link. Says nothing of whether.',
    as: 'browser',
    call: AskToStopCancellation,
    statuses: [202],
  }),
  route({
    id: 'stopOwnCancellation',
    method: 'POST',
    path: '/v1/cancellations/stop',
    summary:
      'In a hold-back: stop it, with the mailed link and the code. Everything is as before, sessions stay ended.',
    as: 'browser',
    call: StopOwnCancellation,
    statuses: [204],
  }),
];
