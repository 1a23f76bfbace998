import * as z from 'zod';
import { code } from './account-fields.ts';
import { call, id, instant, noDetails } from './call.ts';
import { secret } from './personal.ts';
import { codeWrong, retry } from './refusal-details.ts';

/**
 * CAN-7a: to stop a cancellation. There is no session any more, so that cancellation asks, for whoever holds the link that
 * was mailed. The caps are those of every code; who is refused is told nothing.
 */
export const SendStopCode = call({
  subject: 'lethe.rpc.identity.code.send-to-stop',
  callers: ['service:cancellation'],
  bound: true,
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({ expiresAt: instant, resendAt: instant }),
  refuses: { 'code-too-soon': retry, 'too-many-codes': retry, 'account-not-active': noDetails },
});

export const ConfirmStopCode = call({
  subject: 'lethe.rpc.identity.code.confirm-to-stop',
  callers: ['service:cancellation'],
  bound: true,
  input: z.strictObject({ accountId: id, code: secret(code) }),
  output: z.strictObject({ confirmedAt: instant }),
  refuses: { 'code-wrong': codeWrong, 'code-expired': noDetails, 'account-not-active': noDetails },
});

/** Why somebody stops the cancellation of their own account. */
export const ownStopReasons = ['asked-by-person', 'made-by-somebody-else'] as const;
const stopLink = { cancellationId: id, stopToken: secret(z.string().max(512)) } as const;

/**
 * CAN-7a: mails a code to whoever holds the link that was mailed at the confirmation. Whether one is sent is not said:
 * not once it is final or stopped, and not past the caps of codes.
 */
export const AskToStopCancellation = call({
  subject: 'lethe.rpc.cancellation.stopping.send-code',
  callers: ['service:gateway'],
  input: z.strictObject(stopLink),
  output: z.strictObject({}),
  refuses: { 'cancellation-unknown': noDetails },
});

/** CAN-7a: the person stops it before it is final, by the mailed link and a code that was mailed just now. */
export const StopOwnCancellation = call({
  subject: 'lethe.rpc.cancellation.stopping.stop',
  callers: ['service:gateway'],
  input: z.strictObject({ ...stopLink, code: secret(code), reason: z.enum(ownStopReasons) }),
  output: z.strictObject({}),
  refuses: {
    'cancellation-unknown': noDetails,
    'cancellation-final': noDetails,
    'code-wrong': codeWrong,
    'code-expired': noDetails,
  },
});
