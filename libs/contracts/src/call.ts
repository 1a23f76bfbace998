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
 * `participant`: another team's, that the operator has let in to be asked to clear.
 */
export type Caller = 'person' | `staff:${StaffRole}` | `service:${ServiceName}` | 'operator' | 'participant';

/**
 * What a person must have proven beside being somebody who may (SES-7). `fresh`: verified so lately that nobody else can
 * sit there by now. `factor`: with a second factor, in this session. Services and the operator prove themselves at each call.
 */
export type Needs = Readonly<{ fresh?: true; factor?: true }>;

const freshForMs = 10 * 60_000;

/** SES-7: a verification counts for 10 minutes. */
export const isFresh = (verifiedAt: string, at: string): boolean =>
  Date.parse(at) - Date.parse(verifiedAt) <= freshForMs;

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
  /** Checked before the handler runs; what is lacking is a refusal of the call. */
  needs?: Needs;
  /**
   * What locks, holds, releases, clears or mails: a service and the operator prove this very request, and the answer that it is
   * the answer to it (EVT-5).
   */
  bound?: true;
  /** What lets somebody in, or says whom something is about: the answer alone proves that it is the answer (EVT-5). */
  signed?: true;
  input: Input;
  output: Output;
  /** Reasons for a "no", each with the schema of its details. A reason is the last segment of the problem's `type`. */
  refuses: No;
}>;

/** Whether an answer counts only with its service's proof. */
export const isSigned = ({ bound, signed }: Pick<Call, 'bound' | 'signed'>): boolean =>
  bound === true || signed === true;

/**
 * L2: what one answer or request holds at most, in bytes of JSON: NATS carries 1 MiB, with headers and envelope. Every
 * answer's schema keeps within it, so that none grows with what people have.
 */
export const mostBytesOfMessage = 1_000_000;

export const noDetails = z.strictObject({});

/** The refusal with which each need is answered that is not met. */
export const unmetNeeds = { fresh: 'verification-stale', factor: 'second-factor-required' } as const satisfies Record<
  keyof Needs,
  string
>;
export type UnmetNeed = (typeof unmetNeeds)[keyof Needs];
type Unmet<Needed extends Needs> = Readonly<{
  [Need in keyof Needed & keyof Needs as (typeof unmetNeeds)[Need]]: typeof noDetails;
}>;

const refusalsOf = <Needed extends Needs>(needs: Needed): Unmet<Needed> =>
  Object.fromEntries(Object.keys(needs).map((need) => [unmetNeeds[need as keyof Needs], noDetails])) as Unmet<Needed>;

type Defined<Input extends z.ZodObject, Output extends z.ZodObject, No extends Refusals, Needed extends Needs> = Omit<
  Call<Input, Output, No>,
  'needs'
> &
  Readonly<{ needs?: Needed }>;

export const call = <
  Input extends z.ZodObject,
  Output extends z.ZodObject,
  const No extends Refusals,
  const Needed extends Needs = Readonly<Record<never, never>>,
>(
  definition: Defined<Input, Output, No, Needed>,
): Call<Input, Output, No & Unmet<Needed>> => ({
  ...definition,
  refuses: { ...definition.refuses, ...refusalsOf(definition.needs ?? ({} as Needed)) },
});

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

/** ISO 8601 in UTC. */
export const instant = z.iso.datetime();
export const id = z.uuid();
