import type { Json } from '@lethe/event-store';

/** A command as it reached a service: who asked what, under which id. Made by the bus alone. */
export type Command = Readonly<{
  /** The same id again is answered from what was recorded; with another type or request it is refused. */
  id: string;
  /** The call's subject, or the reaction's name. */
  type: string;
  /** An account id, `service:<name>`, `operator` or `clock`. */
  actor: string;
  correlationId: string;
  /** Whose key the digest of the request is taken under, for example `account:6f1c…`; undefined where nobody is concerned yet. */
  subject: string | undefined;
  /** The request without passwords, codes and tokens. */
  request: Json;
}>;

/** This command id was used before for something else: refused, never "done". */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';
  constructor(readonly commandId: string) {
    super('This idempotency key was used before for another request. Use a new key for a new request.');
  }
}
