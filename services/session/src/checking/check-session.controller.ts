import { Answers, busAudience, type PersonClaims } from '@lethe/bus';
import { CheckSession, type InputOf } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { CLOCK, DATABASE, JOURNAL, KEYRING, SEALING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { lastSeenOfAccount, noteActivity } from '../lifetime/activity.view.ts';
import { endOf, isNewActivity } from '../lifetime/lifetime.ts';
import { durationsOf } from '../session.config.ts';
import { sessionsOf, type SessionKit } from '../session-kit.ts';
import { sessionsFold, type Session } from '../sessions.ts';
import { hashOf } from '../tokens.ts';
import { checkSession } from './check-session.ts';

const personTokenSeconds = 60;

@Controller()
export class CheckSessionController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(SEALING) readonly sealing: SessionKit['sealing'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
    @Inject(KEYRING) readonly keyring: SessionKit['keyring'],
  ) {}

  /** From the write side alone: what ended is over for the very next request (SES-3). */
  @Answers(CheckSession)
  async check({ token, background }: InputOf<typeof CheckSession>) {
    const { journal, sealing, clock, settings, database } = this;
    const [accountId] = await journal.lookUp('session-token', token);
    if (accountId === undefined) return refuse('session-ended');
    const at = clock();
    const inForce = durationsOf(settings);
    const [sessions, lastSeen] = await Promise.all([
      journal.state(sessionsOf(accountId), sessionsFold),
      lastSeenOfAccount(database, accountId),
    ]);
    const session = checkSession(sessions, hashOf(sealing, 'session-token', token), { lastSeen, inForce }, at);
    if (isRefusal(session)) return session;
    const { sessionId, staffRole, factor } = session;
    const seenBefore = lastSeen.get(sessionId);
    const isActive = !background && isNewActivity(session, seenBefore, at);
    if (isActive) await noteActivity(database, sessionId, at);
    return {
      accountId,
      sessionId,
      personToken: await this.#personToken(accountId, session),
      ...(staffRole === undefined ? {} : { staffRole }),
      factor,
      expiresAt: endOf(session, { seenAt: isActive ? at : seenBefore, inForce }),
    };
  }

  #personToken(accountId: string, { sessionId, staffRole, factor, verifiedAt, methods }: Session): Promise<string> {
    const claims: PersonClaims = {
      accountId,
      sessionId,
      ...(staffRole === undefined ? {} : { staffRole }),
      factor,
      verifiedAt,
      methods,
    };
    return this.keyring.sign(claims, { typ: 'person+jwt', audience: busAudience, seconds: personTokenSeconds });
  }
}
