import { Answers, personOf, type CallContext } from '@lethe/bus';
import { EndOtherSessions, EndSession, SignOut, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import { pageSize, untilNoneIsLeft, type Command, type Unit } from '@lethe/journal';
import { CLOCK, DATABASE, JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { loadSessions, recordSessions } from '../account-sessions.ts';
import { lastSeenOfAccount } from '../lifetime/activity.view.ts';
import { durationsOf } from '../session.config.ts';
import type { SessionKit } from '../session-kit.ts';
import type { SessionsEvent } from '../sessions.events.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';

@Controller()
export class EndingController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
  ) {}

  @Answers(EndSession)
  end({ sessionId }: InputOf<typeof EndSession>, context: CallContext) {
    return this.#end({ accountId: personOf(context).accountId, sessionId, because: 'revoked' }, context.command);
  }

  /** SES-3: acknowledged, the others are dead for the very next request. */
  @Answers(EndOtherSessions)
  async endOthers(_input: InputOf<typeof EndOtherSessions>, context: CallContext) {
    const { journal, database, clock, settings } = this;
    const { accountId, sessionId } = personOf(context);
    const endSome = async (unit: Unit<SessionsEvent>) => {
      const sessions = await loadSessions(unit, accountId);
      const lastSeen = await lastSeenOfAccount(database, accountId);
      const data = { accountId, sessionId, lastSeen, inForce: durationsOf(settings), at: clock() };
      const ended = endOtherSessions({ type: 'EndOtherSessions', data }, sessions).slice(0, pageSize);
      await recordSessions(unit, accountId, ended);
    };
    const ended = await untilNoneIsLeft(context.command, (page) => journal.handle(page, endSome, (events) => events));
    return { ended: ended.filter(({ data }) => !('ranOut' in data)).length };
  }

  /** One that ended meanwhile is signed out as well. */
  @Answers(SignOut)
  async signOut(_input: InputOf<typeof SignOut>, context: CallContext) {
    const { accountId, sessionId } = personOf(context);
    await this.#end({ accountId, sessionId, because: 'signed-out' }, context.command);
    return {};
  }

  #end(ending: Ending, command: Command) {
    const { journal, clock } = this;
    const { accountId } = ending;
    return journal.handle(
      command,
      async (unit) => {
        const sessions = await loadSessions(unit, accountId);
        const decision = endSession({ type: 'EndSession', data: { ...ending, at: clock() } }, sessions);
        if (isRefusal(decision)) return decision;
        await recordSessions(unit, accountId, decision);
        return undefined;
      },
      () => ({}),
    );
  }
}

type Ending = Readonly<{ accountId: string; sessionId: string; because: 'signed-out' | 'revoked' }>;
