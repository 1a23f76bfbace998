import { Answers, type CallContext } from '@lethe/bus';
import {
  AskToStopCancellation,
  ConfirmStopCode,
  SendStopCode,
  StopOwnCancellation,
  type InputOf,
} from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CALLS, CLOCK, JOURNAL, SEALING } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { cancellationOf, type CancellationKit } from '../cancellation-kit.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import { stopOwnCancellation, type StopOwnCancellation as Stop } from '../cancellation/stop-cancellation.ts';
import { stopTokenOf } from '../status/link.ts';
import { isSameToken } from '../status/same-token.service.ts';
import { cancellationStream } from '../cancellation/cancellation.events.ts';

/**
 * For whoever holds the link that was mailed at the confirmation, without an account, which is locked (CAN-7a). The link
 * alone stops nothing: it lets its holder ask for a code, and the code stops it.
 */
@Controller()
export class StoppingController {
  constructor(
    @Inject(JOURNAL) readonly journal: CancellationKit['journal'],
    @Inject(CALLS) readonly calls: CancellationKit['calls'],
    @Inject(SEALING) readonly sealing: CancellationKit['sealing'],
    @Inject(CLOCK) readonly clock: CancellationKit['clock'],
  ) {}

  /** The same answer whether a code was sent, refused by its caps, or too late. */
  @Answers(AskToStopCancellation)
  async ask(input: InputOf<typeof AskToStopCancellation>, { command, correlationId }: CallContext) {
    const accountId = await this.accountOf(input);
    if (accountId === undefined) return refuse('cancellation-unknown');
    const decision = stopOwnCancellation(
      this.stopOf(input.cancellationId, 'asked-by-person'),
      await cancellationOf(this, accountId),
    );
    if (isRefusal(decision) || decision.length === 0) return {};
    await this.calls.ask(SendStopCode, { accountId }, { key: `${command.id}/code`, correlationId });
    return {};
  }

  @Answers(StopOwnCancellation)
  async stop(input: InputOf<typeof StopOwnCancellation>, { command, correlationId }: CallContext) {
    const accountId = await this.accountOf(input);
    if (accountId === undefined) return refuse('cancellation-unknown');
    const stop = this.stopOf(input.cancellationId, input.reason);
    const before = stopOwnCancellation(stop, await cancellationOf(this, accountId));
    if (isRefusal(before)) return before;
    if (before.length === 0) return {};
    const asked = { accountId, code: input.code };
    const confirmed = await this.calls.ask(ConfirmStopCode, asked, { key: `${command.id}/code`, correlationId });
    if (isRefusal(confirmed))
      return confirmed.refused === 'account-not-active' ? refuse('cancellation-final') : confirmed;
    const stream = cancellationStream(accountId);
    return this.journal.handle(
      command,
      async (unit) => {
        const decision = stopOwnCancellation(stop, await unit.load(stream, cancellationSaga));
        if (isRefusal(decision)) return decision;
        unit.record(stream, decision);
        return undefined;
      },
      () => ({}),
    );
  }

  private stopOf(cancellationId: string, reason: Stop['data']['reason']): Stop {
    return { type: 'StopOwnCancellation', data: { cancellationId, reason, at: this.clock() } };
  }

  private async accountOf({
    cancellationId,
    stopToken,
  }: Readonly<{ cancellationId: string; stopToken: string }>): Promise<string | undefined> {
    if (!isSameToken(stopToken, stopTokenOf(this, cancellationId))) return undefined;
    return (await this.journal.lookUp('cancellation', cancellationId))[0];
  }
}
