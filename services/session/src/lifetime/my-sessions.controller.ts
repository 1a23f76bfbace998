import { Answers, personOf, type CallContext } from '@lethe/bus';
import { id, instant, isShredded, ListSessions, pageOf, placeOf, ReadOwnSession, type InputOf } from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { CLOCK, DATABASE, JOURNAL, SETTINGS } from '@lethe/service';
import { Controller, Inject } from '@nestjs/common';
import * as z from 'zod';
import { readSessions, readSessionsOpened } from '../account-sessions.ts';
import { durationsOf } from '../session.config.ts';
import type { SessionKit } from '../session-kit.ts';
import type { Session } from '../sessions.ts';
import { lastSeenOfAccount } from './activity.view.ts';
import { endOf, lastSeenOf } from './lifetime.ts';
import { liveSessions } from './live-sessions.ts';

/** The current one first, then by when they were last seen, newest first. */
const place = [z.enum(['current', 'other']), instant, id] as const;

/** SES-5: what a person sees of their sessions. */
@Controller()
export class MySessionsController {
  constructor(
    @Inject(JOURNAL) readonly journal: SessionKit['journal'],
    @Inject(DATABASE) readonly database: SessionKit['database'],
    @Inject(CLOCK) readonly clock: SessionKit['clock'],
    @Inject(SETTINGS) readonly settings: SessionKit['settings'],
  ) {}

  @Answers(ReadOwnSession)
  async read(_input: InputOf<typeof ReadOwnSession>, context: CallContext) {
    const { accountId, sessionId } = personOf(context);
    const live = await this.#live(accountId, readSessions);
    const own = live.find(({ session }) => session.sessionId === sessionId);
    if (own === undefined) return refuse('session-ended');
    const { staffRole, factor, verifiedAt } = own.session;
    const role = staffRole === undefined ? {} : { staffRole };
    return { accountId, sessionId, ...role, secondFactor: factor, verifiedAt, expiresAt: own.expiresAt };
  }

  @Answers(ListSessions)
  async list({ cursor, limit }: InputOf<typeof ListSessions>, context: CallContext) {
    const { accountId, sessionId: current } = personOf(context);
    const behind = cursor === undefined ? undefined : placeOf(cursor, place);
    if (cursor !== undefined && behind === undefined) return refuse('cursor-invalid');
    const found = (await this.#live(accountId, readSessionsOpened))
      .map((each) => shown(each, current))
      .toSorted((one, other) => compared(placed(one), placed(other)))
      .filter((each) => behind === undefined || compared(behind, placed(each)) < 0);
    const { items, nextCursor } = pageOf(found, limit, placed);
    return { sessions: items, nextCursor };
  }

  async #live(accountId: string, read: typeof readSessions): Promise<readonly Live[]> {
    const { journal, database, clock, settings } = this;
    const inForce = durationsOf(settings);
    const [sessions, lastSeen] = await Promise.all([read(journal, accountId), lastSeenOfAccount(database, accountId)]);
    return liveSessions(sessions, { lastSeen, inForce }, clock()).map((session) => {
      const seenAt = lastSeen.get(session.sessionId);
      return { session, lastSeenAt: lastSeenOf(session, seenAt), expiresAt: endOf(session, { seenAt, inForce }) };
    });
  }
}

type Live = Readonly<{ session: Session; lastSeenAt: string; expiresAt: string }>;
type Shown = ReturnType<typeof shown>;
type Place = readonly [string, string, string];

const shown = ({ session, lastSeenAt, expiresAt }: Live, current: string) => {
  const { sessionId, openedAt, userAgent } = session;
  return {
    sessionId,
    openedAt,
    lastSeenAt,
    expiresAt,
    userAgent: isShredded(userAgent) ? null : userAgent,
    current: sessionId === current,
  };
};

const placed = ({ current, lastSeenAt, sessionId }: Shown): Place => [
  current ? 'current' : 'other',
  lastSeenAt,
  sessionId,
];

const compared = ([rank, seenAt, sessionId]: Place, [otherRank, otherSeenAt, otherId]: Place): number => {
  if (rank !== otherRank) return rank === 'current' ? -1 : 1;
  if (seenAt !== otherSeenAt) return seenAt > otherSeenAt ? -1 : 1;
  return sessionId === otherId ? 0 : sessionId > otherId ? -1 : 1;
};
