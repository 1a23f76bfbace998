import * as z from 'zod';

/** One of our services, as it names itself in its proofs and subjects. */
export const serviceNames = [
  'gateway',
  'identity',
  'session',
  'mfa',
  'workspace-ownership',
  'ticketing',
  'cancellation',
  'notification',
] as const;
export type ServiceName = (typeof serviceNames)[number];
export const staffRoles = ['administrator', 'support', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];

/**
 * Who may make a call. `person`: whoever is signed in, acting for their own account alone.
 * `staff:<role>`: a person whose session carries that role and a second factor. `operator`: the command line on the machine.
 */
export type Caller = 'person' | `staff:${StaffRole}` | `service:${ServiceName}` | 'operator';

type Refusals = Readonly<Record<string, z.ZodObject>>;

/** A question or command one service puts to another over NATS, who may put it, and the only answers it may get. */
export type Call<
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
  No extends Refusals = Refusals,
> = Readonly<{
  subject: `lethe.rpc.${ServiceName}.${string}.${string}`;
  /** A call without a declared permission does not compile, and its handler does not start. */
  callers: readonly [Caller, ...Caller[]];
  input: Input;
  output: Output;
  /** Reasons for a "no", each with the schema of its details. A reason is the last segment of the problem's `type`. */
  refuses: No;
}>;

export const call = <Input extends z.ZodObject, Output extends z.ZodObject, const No extends Refusals>(
  definition: Call<Input, Output, No>,
): Call<Input, Output, No> => definition;

export type InputOf<C extends Call> = z.infer<C['input']>;
export type OutputOf<C extends Call> = z.infer<C['output']>;
/** Where there are none, a decider's `Refusal<'…'>` is as good. */
type DetailsOf<Details> = Details extends Readonly<Record<string, never>> ? object : Readonly<Details>;
export type RefusalOf<C extends Call> = {
  [Reason in keyof C['refuses'] & string]: Readonly<{
    refused: Reason;
    details: DetailsOf<z.infer<C['refuses'][Reason]>>;
  }>;
}[keyof C['refuses'] & string];

export const noDetails = z.strictObject({});
/** ISO 8601 in UTC. */
export const instant = z.iso.datetime();
export const id = z.uuid();
