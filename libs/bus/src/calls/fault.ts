import type { InvalidField } from '@lethe/contracts';

export const faults = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'deadline-passed',
  'command-reused',
  'account-gone',
  'unavailable',
  'no-room',
  'answer-too-large',
  'internal',
] as const;
/** Why a call has no answer. A refusal is an answer. */
export type Fault = (typeof faults)[number];

export type FaultDetails = Readonly<{ fields?: readonly InvalidField[] }>;

/** The call was not answered. `unavailable`, `no-room` and `deadline-passed` may be tried again under the same key. */
export class CallFault extends Error {
  override readonly name: string = 'CallFault';
  constructor(
    readonly fault: Fault,
    readonly subject: string,
    readonly details: FaultDetails = {},
    options?: ErrorOptions,
  ) {
    super(`${subject}: ${fault}.`, options);
  }
}

/** Nobody answered in time, or nobody is there. Whether it was done is unknown: ask again under the same key. */
export class Unavailable extends CallFault {
  override readonly name = 'Unavailable';
  constructor(subject: string, options?: ErrorOptions) {
    super('unavailable', subject, {}, options);
  }
}

/** The input is not as the contract says. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  constructor(readonly fields: readonly InvalidField[]) {
    super('The input is not as agreed.');
  }
}
