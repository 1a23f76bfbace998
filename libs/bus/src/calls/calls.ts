import type { Call, OutputOf, RefusalOf } from '@lethe/contracts';
import type * as z from 'zod';

export type How = Readonly<{
  /** The token of the person for whom the call is made. Without it the call is made as the service itself. */
  as?: string;
  /** What makes a repeat the same command: the person's idempotency key, or the name of a saga's debt. Random when absent. */
  key?: string;
  /** For somebody who is not signed in: the id of their browser, as the gateway knows it. */
  browser?: string;
  /** Milliseconds; 5000 when absent. */
  deadlineMs?: number;
  correlationId?: string;
}>;

/** Calls to other services, over NATS. */
export interface Calls {
  /**
   * @returns the answer or one of the declared refusals, both checked against the contract.
   * @throws CallFault when the call failed; Unavailable, a CallFault, when nobody answered in time.
   */
  ask<C extends Call>(call: C, input: z.input<C['input']>, how?: How): Promise<OutputOf<C> | RefusalOf<C>>;
}
