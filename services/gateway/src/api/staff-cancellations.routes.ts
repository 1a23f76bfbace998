import { ListCancellations, ReadCancellation, StopCancellation } from '@lethe/contracts';
import { route } from './route.ts';

/** The Admin Console's cancellations (ADM-2). */
export const staffCancellationRoutes = [
  route({
    id: 'listCancellations',
    method: 'GET',
    path: '/v1/staff/cancellations',
    summary: 'Every cancellation, the newest first.',
    as: 'person',
    call: ListCancellations,
  }),
  route({
    id: 'readCancellation',
    method: 'GET',
    path: '/v1/staff/cancellations/{accountId}',
    summary: "An account's cancellation: who has cleared what, what happened when, the certificate.",
    as: 'person',
    call: ReadCancellation,
  }),
  route({
    id: 'stopCancellation',
    method: 'POST',
    path: '/v1/staff/cancellations/{accountId}/stop',
    summary: 'Stop a cancellation before it is final. Who and why are recorded.',
    as: 'person',
    call: StopCancellation,
    statuses: [204],
    answer: () => ({ status: 204 }),
  }),
];
