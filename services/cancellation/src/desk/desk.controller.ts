import { Answers, personOf, type CallContext } from '@lethe/bus';
import { ListCancellations, ReadCancellation, StopCancellation, type InputOf } from '@lethe/contracts';
import { fold, isRefusal, refuse } from '@lethe/deciding';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { streamOfAccount, type CancellationKit } from '../cancellation-kit.ts';
import type { CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import { stopCancellation } from '../cancellation/stop-cancellation.ts';
import { listCancellations } from './cancellations.view.ts';
import { timelineOf } from './timeline.ts';

/** The Admin Console's cancellations (ADM-2). */
@Controller()
export class DeskController {
  constructor(@Inject(KIT) private readonly kit: CancellationKit) {}

  @Answers(ListCancellations)
  async list() {
    return { cancellations: await listCancellations(this.kit.database) };
  }

  @Answers(ReadCancellation)
  async read({ accountId }: InputOf<typeof ReadCancellation>) {
    const events = await this.kit.journal.read<CancellationEvent>(streamOfAccount(accountId));
    const { phase, cancellationId, attempt } = fold(cancellationSaga, events);
    if (phase === 'none') return refuse('cancellation-unknown');
    return { cancellationId, state: phase, attempt, timeline: timelineOf(events) };
  }

  @Answers(StopCancellation)
  stop({ accountId, reason }: InputOf<typeof StopCancellation>, context: CallContext) {
    const stream = streamOfAccount(accountId);
    const data = { by: personOf(context).accountId, reason, at: this.kit.clock() };
    return this.kit.journal.handle(
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
