import { Answers, Forbidden, type CallContext } from '@lethe/bus';
import {
  AcceptClearing,
  AcknowledgeClearing,
  participants,
  ReadClearing,
  type InputOf,
  type Participant,
} from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { type CancellationKit } from '../cancellation-kit.ts';
import {
  acceptClearing,
  acknowledgeClearing,
  wasAsked,
  type CancellationUnknown,
} from '../cancellation/acknowledge-clearing.ts';
import { cancellationStream, type CancellationEvent } from '../cancellation/cancellation.events.ts';
import { cancellationSaga } from '../cancellation/cancellation.saga.ts';
import type { Cancellation } from '../cancellation/cancellation.ts';

/** A participant speaks for itself alone: which one it is, its proof says. */
const participantOf = ({ caller }: Pick<CallContext, 'caller'>): Participant => {
  const participant = participants.find((each) => caller.kind === 'service' && each === caller.name);
  if (participant === undefined) throw new Forbidden();
  return participant;
};

@Controller()
export class ParticipantController {
  constructor(
    @Inject(JOURNAL) readonly journal: CancellationKit['journal'],
    @Inject(CLOCK) readonly clock: CancellationKit['clock'],
  ) {}

  @Answers(ReadClearing)
  async read({ accountId, ...request }: InputOf<typeof ReadClearing>, context: CallContext) {
    const state = await this.journal.state(cancellationStream(accountId), cancellationSaga);
    return { asked: wasAsked(state, { ...request, participant: participantOf(context) }) };
  }

  @Answers(AcknowledgeClearing)
  acknowledge({ accountId, ...clearing }: InputOf<typeof AcknowledgeClearing>, context: CallContext) {
    const data = { ...clearing, participant: participantOf(context), at: this.clock() };
    return this.record(accountId, context, (state) =>
      acknowledgeClearing({ type: 'AcknowledgeClearing', data }, state),
    );
  }

  @Answers(AcceptClearing)
  accept({ accountId, ...clearing }: InputOf<typeof AcceptClearing>, context: CallContext) {
    const data = { ...clearing, participant: participantOf(context), at: this.clock() };
    return this.record(accountId, context, (state) => acceptClearing({ type: 'AcceptClearing', data }, state));
  }

  private record(
    accountId: string,
    { command }: CallContext,
    decide: (state: Cancellation) => readonly CancellationEvent[] | CancellationUnknown,
  ) {
    const stream = cancellationStream(accountId);
    return this.journal.handle(
      command,
      async (unit) => {
        const decision = decide(await unit.load(stream, cancellationSaga));
        if (isRefusal(decision)) return decision;
        unit.record(stream, decision);
        return undefined;
      },
      () => ({}),
    );
  }
}
