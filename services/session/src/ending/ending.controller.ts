import { Answers, personOf, type CallContext } from '@lethe/bus';
import { EndSession, ListSessions, SignOut, isShredded, type InputOf } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import type { Command } from '@lethe/journal';
import { KIT } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { lastSeenOfAccount } from '../living/activity.view.ts';
import { endOf, lastSeenOf } from '../living/lifetime.ts';
import { liveSessions } from '../living/live-sessions.ts';
import { durationsOf } from '../session.config.ts';
import { sessionsOf, type SessionKit } from '../session-kit.ts';
import { sessionsDecider } from '../sessions.decider.ts';
import { rowOf } from '../tokens.ts';
import { endSession } from './end-session.ts';

@Controller()
export class EndingController {
  constructor(@Inject(KIT) private readonly kit: SessionKit) {}

  @Answers(ListSessions)
  async list(_input: InputOf<typeof ListSessions>, context: CallContext) {
    const { accountId, sessionId: current } = personOf(context);
    const { journal, database, clock, settings } = this.kit;
    const inForce = durationsOf(settings);
    const [sessions, lastSeen] = await Promise.all([
      journal.state(sessionsOf(accountId), sessionsDecider),
      lastSeenOfAccount(database, accountId),
    ]);
    return {
      sessions: liveSessions(sessions, { lastSeen, inForce }, clock()).map((session) => {
        const { sessionId, openedAt, userAgent } = session;
        const seenAt = lastSeen.get(sessionId);
        return {
          sessionId,
          openedAt,
          lastSeenAt: lastSeenOf(session, seenAt),
          expiresAt: endOf(session, { seenAt, inForce }),
          userAgent: isShredded(userAgent) ? null : userAgent,
          current: sessionId === current,
        };
      }),
    };
  }

  @Answers(EndSession)
  end({ sessionId }: InputOf<typeof EndSession>, context: CallContext) {
    return this.#end({ accountId: personOf(context).accountId, sessionId, because: 'revoked' }, context.command);
  }

  /** One that ended meanwhile is signed out as well. */
  @Answers(SignOut)
  async signOut(_input: InputOf<typeof SignOut>, context: CallContext) {
    const { accountId, sessionId } = personOf(context);
    await this.#end({ accountId, sessionId, because: 'signed-out' }, context.command);
    return {};
  }

  #end(ending: Ending, command: Command) {
    const { journal, clock } = this.kit;
    const { accountId, sessionId } = ending;
    return journal.handle(
      command,
      async (unit) => {
        unit.assertOpen(accountId);
        const sessions = await unit.load(sessionsOf(accountId), sessionsDecider);
        const decision = endSession({ type: 'EndSession', data: { ...ending, at: clock() } }, sessions);
        if (isRefusal(decision)) return decision;
        unit.record(sessionsOf(accountId), decision);
        const ended = sessions.open.get(sessionId);
        if (ended !== undefined) unit.release(rowOf(accountId, ended));
        return undefined;
      },
      () => ({}),
    );
  }
}

type Ending = Readonly<{ accountId: string; sessionId: string; because: 'signed-out' | 'revoked' }>;
