import { randomUUID } from 'node:crypto';
import type { ExecutionContext } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import { browserHeader, correlationHeader, deadlineHeader, keyHeader, nonceHeader, proofHeader } from '../headers.ts';
import type { Caller } from './caller.ts';

/** What a call says of itself in its headers: believed only as far as the guard proves it. */
export type Said = Readonly<{
  proof: string | undefined;
  deadline: string;
  key: string;
  nonce: string;
  browser: string | undefined;
  correlationId: string;
}>;

/** A call that its guard let in. */
export type Admission = Said &
  Readonly<{
    caller: Caller;
    /** `thisRequest`, as it arrived. */
    request: string;
  }>;

export const natsContextOf = (execution: Pick<ExecutionContext, 'getArgByIndex'>): NatsContext =>
  execution.getArgByIndex<NatsContext>(1);

const saidIn = (context: NatsContext): Said => {
  const headers = context.getHeaders() as { get(name: string): string } | undefined;
  const header = (name: string): string | undefined => headers?.get(name) || undefined;
  return {
    proof: header(proofHeader),
    deadline: header(deadlineHeader) ?? '',
    key: header(keyHeader) ?? randomUUID(),
    nonce: header(nonceHeader) ?? '',
    browser: header(browserHeader),
    correlationId: header(correlationHeader) ?? randomUUID(),
  };
};

const said = new WeakMap<NatsContext, Said>();

/** The same for all who ask about one call, also where an id had to be made up. */
export const saidBy = (context: NatsContext): Said => {
  const known = said.get(context) ?? saidIn(context);
  said.set(context, known);
  return known;
};

const admitted = new WeakMap<NatsContext, Admission>();

export const admit = (context: NatsContext, admission: Admission): void => void admitted.set(context, admission);

/** @throws Error where no guard stood before the handler. */
export const admissionOf = (context: NatsContext): Admission => {
  const admission = admitted.get(context);
  if (admission === undefined) throw new Error('No guard let this call in.');
  return admission;
};
