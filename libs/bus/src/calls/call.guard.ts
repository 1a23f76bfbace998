import { isBefore } from '@lethe/deciding';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Clock } from '../clock.ts';
import { NotProven, type Keyring } from '../proof/keyring.ts';
import { callerOf, mayCall, unmetNeed } from '../proof/proof.ts';
import { thisRequest } from '../proof/request-digest.ts';
import { admit, natsContextOf, saidBy } from './admission.ts';
import { callOf } from './answers.ts';
import { DeadlinePassed, Forbidden, NeedUnmet } from './caller.ts';

/** Stands before every handler: who calls, may they, have they proven what the call needs, is anybody still waiting. */
export class CallGuard implements CanActivate {
  readonly #parts: Readonly<{ service: string; keyring: Keyring; clock: Clock }>;

  constructor(parts: Readonly<{ service: string; keyring: Keyring; clock: Clock }>) {
    this.#parts = parts;
  }

  /** @throws NotProven, Forbidden, DeadlinePassed, NeedUnmet: whoever is let in is in the call's admission. */
  async canActivate(execution: ExecutionContext): Promise<true> {
    const { service, keyring, clock } = this.#parts;
    const call = callOf(execution);
    const context = natsContextOf(execution);
    const said = saidBy(context);
    if (said.proof === undefined) throw new NotProven();
    const { subject } = call;
    const request = thisRequest({ subject, key: said.key, nonce: said.nonce, input: execution.getArgByIndex(0) });
    const caller = await callerOf(keyring, said.proof, { service, bound: call.bound ? request : undefined });
    if (!mayCall(caller, call)) throw new Forbidden();
    if (!isBefore(clock(), said.deadline)) throw new DeadlinePassed();
    const unmet = unmetNeed(caller, call, clock());
    if (unmet !== undefined) throw new NeedUnmet(unmet);
    admit(context, { ...said, caller, request });
    return true;
  }
}
