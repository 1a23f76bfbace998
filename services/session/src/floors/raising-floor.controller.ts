import { Answers, Forbidden, type CallContext } from '@lethe/bus';
import { floorOrigins, RaiseFloor, type FloorOrigin, type InputOf } from '@lethe/contracts';
import { fold } from '@lethe/deciding';
import { AccountGone, pageSize, untilNoneIsLeft, type Unit } from '@lethe/journal';
import { CLOCK, JOURNAL } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { loadSessions, recordSessions } from '../account-sessions.ts';
import type { SessionKit } from '../session-kit.ts';
import type { SessionsEvent } from '../sessions.events.ts';
import { sessionsFold } from '../sessions.ts';
import { endFallen } from './end-fallen.ts';
import { raiseFloor } from './raise-floor.ts';

@Controller()
export class RaisingFloorController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
  ) {}

  /** With the first append everything below is over; where that is more than one append tells of, the others follow. */
  @Answers(RaiseFloor)
  async raise(input: InputOf<typeof RaiseFloor>, context: CallContext) {
    const { journal, clock } = this;
    const { accountId } = input;
    const origin = originOf(context);
    const endSome = async (unit: Unit<SessionsEvent>): Promise<void> => {
      const at = clock();
      const before = await loadSessions(unit, accountId);
      const raised = raiseFloor({ type: 'RaiseFloor', data: { ...input, origin, at } }, before);
      const after = fold({ ...sessionsFold, initial: before }, raised);
      const ended = endFallen(accountId, after, at).slice(0, pageSize - raised.length);
      await recordSessions(unit, accountId, [...raised, ...ended]);
    };
    try {
      await untilNoneIsLeft(context.command, (page) => journal.handle(page, endSome, (events) => events));
    } catch (error) {
      // Of an account that is gone there is no session left.
      if (!(error instanceof AccountGone)) throw error;
    }
    return {};
  }
}

/** Whose floor it is, its proof says, and nothing in the request. */
const originOf = ({ caller }: CallContext): FloorOrigin => {
  const origin = floorOrigins.find((each) => caller.kind === 'service' && caller.name === each);
  if (origin === undefined) throw new Forbidden();
  return origin;
};
