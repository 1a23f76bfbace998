import type { FloorOrigin } from '@lethe/contracts';
import type { Decision, Message } from '@lethe/deciding';
import type { SessionsEventOf } from '../sessions.events.ts';
import type { Session, Sessions } from '../sessions.ts';

/** Something that sign-ins are decided on has changed: what was decided on it before counts no more. */
export type RaiseFloor = Message<
  'RaiseFloor',
  {
    accountId: string;
    origin: FloorOrigin;
    revision: number;
    /** The session in which it was changed, by itself alone since this revision. */
    kept?: Readonly<{ sessionId: string; since: number }>;
    at: string;
  }
>;

/**
 * SES-3: a floor only rises, so that it does not matter in which order it is raised, or how often. The session that caused the
 * change goes on on the new revision, if it was on the one before; a factor that was given in it before is not there any more.
 */
export const raiseFloor = (
  { data: { accountId, origin, revision, kept, at } }: RaiseFloor,
  { floors, open }: Sessions,
): Decision<SessionsEventOf<'FloorRaised' | 'FactorLost'>> => {
  if (revision <= floors[origin]) return [];
  const data = { accountId, origin, revision, raisedAt: at };
  const causing = kept === undefined ? undefined : open.get(kept.sessionId);
  if (kept === undefined || causing === undefined || causing.revisions[origin] < kept.since)
    return [{ type: 'FloorRaised', data }];
  const { sessionId } = causing;
  const raised = { type: 'FloorRaised', data: { ...data, kept: sessionId } } as const;
  if (origin !== 'mfa' || !isLost(causing, revision)) return [raised];
  return [raised, { type: 'FactorLost', data: { accountId, sessionId, lostAt: at } }];
};

/** The factor that was given is of an older revision. */
const isLost = ({ factor, factorRevision }: Session, revision: number): boolean => factor && factorRevision < revision;
