import { Answers, busAudience, type PersonClaims } from '@lethe/bus';
import { CheckSession, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import type { LookUp } from '@lethe/event-store';
import { CLOCK, DATABASE, JOURNAL, KEYRING, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import { readSessions } from '../account-sessions.ts';
import { lastSeenOfSession, noteActivity } from '../lifetime/activity.view.ts';
import { endOf, isLive, isNewActivity } from '../lifetime/lifetime.ts';
import { durationsOf } from '../session.config.ts';
import type { SessionKit } from '../session-kit.ts';
import { standing } from '../sessions.ts';
import type { CheckedSession } from '../tokens.ts';

const personTokenSeconds = 60;

@Controller()
export class CheckSessionController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
    @Inject(KEYRING) readonly keyring: SessionKit['keyring'],
  ) {}

  /** From the write side alone, which has a row for what stands: what ended is over for the very next request (SES-3). */
  @Answers(CheckSession)
  async check({ token, background }: InputOf<typeof CheckSession>) {
    const { journal, clock, settings, database } = this;
    const row = await journal.lookUpRow('session-token', token);
    const session = row && (await this.#session(row));
    if (row === undefined || session === undefined) return refuse('session-ended');
    const { holder: accountId } = row;
    const { sessionId, staffRole, factor } = session;
    const at = clock();
    const inForce = durationsOf(settings);
    const seenAt = await lastSeenOfSession(database, sessionId);
    if (!isLive(session, { seenAt, inForce }, at)) return refuse('session-ended');
    const isActive = !background && isNewActivity(session, seenAt, at);
    if (isActive) await noteActivity(database, sessionId, at);
    return {
      accountId,
      sessionId,
      personToken: await this.#personToken(accountId, session),
      ...(staffRole === undefined ? {} : { staffRole }),
      factor,
      expiresAt: endOf(session, { seenAt: isActive ? at : seenAt, inForce }),
    };
  }

  /** The rows of a build before say nothing but whose they are: until such a session ends, its history is read. */
  async #session({ holder, hmac, says }: LookUp): Promise<CheckedSession | undefined> {
    if (says !== undefined) return says as CheckedSession;
    return standing(await readSessions(this.journal, holder)).find(({ tokenHash }) => tokenHash === hmac);
  }

  #personToken(
    accountId: string,
    { sessionId, staffRole, factor, verifiedAt, methods }: CheckedSession,
  ): Promise<string> {
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
