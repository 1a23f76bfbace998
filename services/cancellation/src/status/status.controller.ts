import { Answers, type CallContext } from '@lethe/bus';
import { ReadCancellationStatus, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { CALLS, JOURNAL, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { attemptsOf } from '../attempts/attempts.ts';
import { closuresOf } from '../attempts/closures.ts';
import { type CancellationKit } from '../cancellation-kit.ts';
import { cancellationStream, type CancellationEvent } from '../cancellation/cancellation.events.ts';
import { statusTokenOf } from './link.ts';
import { isSameToken } from './same-token.service.ts';
import { statusOf } from './status.ts';

/** For whoever holds the link of a cancellation, without an account. */
@Controller()
export class StatusController {
  constructor(
    @Inject(JOURNAL) readonly journal: CancellationKit['journal'],
    @Inject(CALLS) readonly calls: CancellationKit['calls'],
    @Inject(SEALING) readonly sealing: CancellationKit['sealing'],
    @Inject(SETTINGS) readonly settings: CancellationKit['settings'],
  ) {}

  @Answers(ReadCancellationStatus)
  async read({ cancellationId, statusToken }: InputOf<typeof ReadCancellationStatus>, { correlationId }: CallContext) {
    if (!isSameToken(statusToken, statusTokenOf(this, cancellationId))) return refuse('cancellation-unknown');
    const [accountId] = await this.journal.lookUp('cancellation', cancellationId);
    if (accountId === undefined) return refuse('cancellation-unknown');
    const events = await this.journal.read<CancellationEvent>(cancellationStream(accountId));
    const attempt = attemptsOf(events).find((each) => each.cancellationId === cancellationId);
    if (attempt === undefined) return refuse('cancellation-unknown');
    return { ...statusOf(attempt), closures: await closuresOf(this, attempt, correlationId) };
  }
}
