import { AskForPasswordReset, ResetPassword } from '@lethe/contracts';
import * as z from 'zod';
import { route } from './route.ts';

const { resetId: _inCookie, ...shown } = AskForPasswordReset.output.shape;

const whence = { network: { network: true }, deviceToken: { kept: 'device' } } as const;

/** ID-6: from the sign-in page to another password. */
export const passwordResetRoutes = [
  route({
    id: 'askForPasswordReset',
    method: 'POST',
    path: '/v1/password-resets',
    summary:
      'Ask for a new password. A code is mailed; the answer is the same whether or not the address has an account.',
    as: 'browser',
    call: AskForPasswordReset,
    supplied: { language: { language: true }, ...whence },
    body: z.strictObject(shown),
    statuses: [202],
    answer: ({ resetId, ...body }) => ({
      status: 202,
      body,
      cookies: { reset: { value: resetId, expiresAt: body.codeExpiresAt } },
    }),
  }),
  route({
    id: 'resetPassword',
    method: 'POST',
    path: '/v1/password-resets/current',
    summary: 'Set a new password with the mailed code, in the browser that asked. Every session of the account ends.',
    as: 'browser',
    call: ResetPassword,
    supplied: { resetId: { cookie: 'reset', otherwise: 'reset-unknown' }, ...whence },
    answer: (output) => ({ status: 200, body: output, cookies: { reset: null } }),
  }),
];
