import { invalidFieldSchema, type Call } from '@lethe/contracts';
import { isRefusal, type Refusal } from '@lethe/deciding';
import { AccountGone, CommandReused } from '@lethe/journal';
import { isNoRoom, mayPass } from '@lethe/running';
import { KeyDestroyed } from '@lethe/sealing';
import * as z from 'zod';
import { DeadlinePassed, Forbidden } from './caller.ts';
import { checked, ContractBroken } from './contract-check.ts';
import { CallFault, faults, InvalidInput, type Fault } from './fault.ts';
import { NotProven } from '../proof/keyring.ts';

/** Why there is no answer. */
export const wireFault = z.strictObject({
  fault: z.enum(faults),
  details: z.strictObject({ fields: z.array(invalidFieldSchema).exactOptional() }).exactOptional(),
});

/** Of an answer that is signed. */
const proof = z.string().exactOptional();

/** What travels back over NATS. */
export const wireAnswer = z.union([
  z.strictObject({ answer: z.record(z.string(), z.unknown()), proof }),
  z.strictObject({ refused: z.string(), details: z.record(z.string(), z.unknown()), proof }),
  wireFault,
]);
export type WireAnswer = z.infer<typeof wireAnswer>;

const checkedRefusal = ({ subject, refuses }: Call, { refused, details }: Refusal): Refusal => {
  const schema = Object.hasOwn(refuses, refused) ? refuses[refused] : undefined;
  if (schema === undefined) throw new ContractBroken(subject, [{ pointer: '/refused', code: 'not-one-of' }]);
  return { refused, details: checked(subject, schema, details) };
};

/** The answer or refusal of a handler, as the contract allows it. @throws ContractBroken. */
export const toWire = (call: Call, result: unknown): WireAnswer =>
  isRefusal(result)
    ? (checkedRefusal(call, result) as WireAnswer)
    : { answer: checked(call.subject, call.output, result) };

/** @throws CallFault; ContractBroken where the other side answers something else than it promised. */
export const fromWire = (call: Call, raw: unknown): unknown => {
  const answer = checked(call.subject, wireAnswer, raw);
  if ('fault' in answer) throw new CallFault(answer.fault, call.subject, answer.details ?? {});
  return 'refused' in answer ? checkedRefusal(call, answer) : checked(call.subject, call.output, answer.answer);
};

/** Which fault an error is to the caller. Whatever is not expected is `internal`, without any detail. */
export const faultOf = (error: unknown): Extract<WireAnswer, { fault: Fault }> =>
  error instanceof InvalidInput
    ? { fault: 'invalid', details: { fields: [...error.fields] } }
    : { fault: withoutDetails(error) };

const withoutDetails = (error: unknown): Fault => {
  if (error instanceof NotProven) return 'unauthenticated';
  if (error instanceof Forbidden) return 'forbidden';
  if (error instanceof DeadlinePassed) return 'deadline-passed';
  if (error instanceof CommandReused) return 'command-reused';
  if (error instanceof AccountGone || error instanceof KeyDestroyed) return 'account-gone';
  if (isNoRoom(error)) return 'no-room';
  return mayPass(error) ? 'unavailable' : 'internal';
};
