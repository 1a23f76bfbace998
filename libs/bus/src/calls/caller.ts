import type { ServiceName, StaffRole, UnmetNeed } from '@lethe/contracts';
import type { Command } from '@lethe/journal';

/** What a person's token says; at most 60 seconds old by default. */
export type PersonClaims = Readonly<{
  accountId: string;
  sessionId: string;
  staffRole?: StaffRole;
  /** A second factor was used in this session. */
  factor: boolean;
  /** When the person last proved who they are; ISO 8601, UTC. */
  verifiedAt: string;
  /** How they proved it then, for example `password`, `totp`. */
  methods: readonly string[];
}>;

/** Who makes a call. Taken from a verified proof alone, never from the request. */
export type Caller =
  | (Readonly<{ kind: 'person' }> & PersonClaims)
  | Readonly<{ kind: 'service'; name: ServiceName }>
  | Readonly<{ kind: 'operator' }>
  /** Another team's: `name` is under which the operator let it in. */
  | Readonly<{ kind: 'participant'; name: string }>;

/** What a handler is given beside the input. */
export type CallContext = Readonly<{
  caller: Caller;
  /** Hand it to `journal.handle`. */
  command: Command;
  correlationId: string;
  /** ISO 8601, UTC. Nobody waits for the answer after it. */
  deadline: string;
}>;

/** The caller may not do this, whatever the input. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor() {
    super('The caller may not make this call.');
  }
}

/** Nobody waits for the answer any more: the call is not run. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
  constructor() {
    super('The time of this call is over.');
  }
}

/** The person may, but has not proven enough for it; they can, and then ask again. */
export class NeedUnmet extends Error {
  override readonly name = 'NeedUnmet';
  constructor(readonly need: UnmetNeed) {
    super(`The call needs more: ${need}.`);
  }
}

/** The person who calls. @throws Forbidden when the caller is anybody else. */
export const personOf = ({ caller }: Pick<CallContext, 'caller'>): PersonClaims => {
  if (caller.kind !== 'person') throw new Forbidden();
  return caller;
};

/** How a caller is written down with what it caused: an account id, `service:<name>`, `participant:<name>` or `operator`. */
export const actorOf = (caller: Caller): string => {
  if (caller.kind === 'person') return caller.accountId;
  return caller.kind === 'operator' ? caller.kind : `${caller.kind}:${caller.name}`;
};
