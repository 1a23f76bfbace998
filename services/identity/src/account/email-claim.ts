import { normalisedEmail } from '@lethe/contracts';
import type { LookUp } from '@lethe/event-store';
import type { IdentityKit } from '../identity-kit.ts';

type Part = Pick<IdentityKit, 'journal'>;

/** One account at a time holds an address (ID-5). */
export const emailClaim = ({ journal }: Part, email: string, accountId: string): LookUp =>
  journal.lookUpOf('email', normalisedEmail(email), accountId);

/** What waits for an address and claims nothing: registrations and invitations. */
export type Waiting = 'pending-email' | 'invited-email';
export const waitingFor = ({ journal }: Part, kind: Waiting, email: string, holder: string): LookUp =>
  journal.lookUpOf(kind, normalisedEmail(email), holder);
