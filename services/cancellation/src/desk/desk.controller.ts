import { Answers, personOf, type CallContext } from '@lethe/bus';
import { ListCancellations, ReadCancellation, StopCancellation, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CALLS, CLOCK, DATABASE, JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { attemptsOf } from '../attempts/attempts.ts';
import { closuresOf } from '../attempts/closures.ts';
import { type CancellationKit } from '../cancellation-kit.ts';
import { cancellationStream, type CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import { stopCancellation } from '../cancellation/stop-cancellation.ts';
import { listCancellations } from './cancellations.view.ts';
import { staffViewOf } from './staff-view.ts';

/** The Admin Console's cancellations (ADM-2). */
@Controller()
export class DeskController {
  constructor(
    @Inject(JOURNAL) readonly journal: CancellationKit['journal'],
    @Inject(CALLS) readonly calls: CancellationKit['calls'],
    @Inject(DATABASE) readonly database: CancellationKit['database'],
    @Inject(CLOCK) readonly clock: CancellationKit['clock'],
    @Inject(SETTINGS) readonly settings: CancellationKit['settings'],
  ) {}

  @Answers(ListCancellations)
  list(input: InputOf<typeof ListCancellations>) {
    return listCancellations(this.database, input);
  }

  @Answers(ReadCancellation)
  async read({ accountId }: InputOf<typeof ReadCancellation>, { correlationId }: CallContext) {
    const attempts = attemptsOf(await this.journal.read<CancellationEvent>(cancellationStream(accountId)));
    const seen = { now: this.clock(), hours: this.settings.LETHE_CLEARING_DEADLINE_HOURS };
    const view = staffViewOf(attempts, seen);
    if (view === undefined) return refuse('cancellation-unknown');
    return { ...view, closures: await closuresOf(this, view, correlationId) };
  }

  @Answers(StopCancellation)
  stop({ accountId, reason }: InputOf<typeof StopCancellation>, context: CallContext) {
    const stream = cancellationStream(accountId);
    const data = { by: personOf(context).accountId, reason, at: this.clock() };
    return this.journal.handle(
      context.command,
      async (unit) => {
        const decision = stopCancellation(
          { type: 'StopCancellation', data },
          await unit.load(stream, cancellationSaga),
        );
        if (isRefusal(decision)) return decision;
        unit.record(stream, decision);
        return undefined;
      },
      () => ({}),
    );
  }
}
