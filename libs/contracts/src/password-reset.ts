import * as z from 'zod';
import { code, email, password } from './account-fields.ts';
import { deviceToken, network } from './asker.ts';
import { call, id, instant, noDetails } from './call.ts';
import { language, timeZone } from './language.ts';
import { secret } from './personal.ts';
import { codeWrong, retry, weak } from './refusal-details.ts';

/** ID-2a: whence a browser without a session asks. Another network or cookie is no other request. */
const from = { network: secret(network).exactOptional(), deviceToken: secret(deviceToken).exactOptional() } as const;

/**
 * ID-6: a code goes to the address, for the browser that asks. The same answer after the same work for an address that is known,
 * unknown, locked or cancelled (ID-2, CAN-13); only the mail differs.
 */
export const AskForPasswordReset = call({
  subject: 'lethe.rpc.identity.password-reset.ask',
  callers: ['service:gateway'],
  input: z.strictObject({
    email,
    language: language.exactOptional(),
    timeZone: timeZone.exactOptional(),
    ...from,
  }),
  output: z.strictObject({
    resetId: id,
    reference: z
      .string()
      .max(32)
      .meta({
        description: 'Short, shown by the page and named in the mail, so that both can be told to belong together.',
        examples: ['K7F-2QX'],
      }),
    codeExpiresAt: instant,
    resendAt: instant.meta({ description: 'From then on another code can be asked for.' }),
  }),
  refuses: { 'code-too-soon': retry, 'too-many-codes': retry },
});

/**
 * ID-6: the code of the browser that asked, with the address it went to, sets another password. Every session ends (SES-3); none
 * is opened, so that a second factor is asked for as before.
 */
export const ResetPassword = call({
  subject: 'lethe.rpc.identity.password-reset.complete',
  callers: ['service:gateway'],
  input: z.strictObject({ resetId: id, email, code: secret(code), password: secret(password), ...from }),
  output: z.strictObject({ resetAt: instant }),
  refuses: {
    'code-wrong': codeWrong,
    'code-expired': noDetails,
    'reset-unknown': noDetails,
    'password-too-weak': weak,
    'too-many-attempts': retry,
  },
});
