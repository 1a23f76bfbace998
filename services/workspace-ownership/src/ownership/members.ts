import type { FromSnapshot, Journal } from '@lethe/journal';
import type { OwnershipUnit, WorkspaceOwnershipEvent } from '../workspace-ownership-kit.ts';
import { memberStream } from './member.events.ts';
import { holdsFold, memberFold, type Member } from './member.ts';

const fromSnapshot = (fold: string): FromSnapshot => ({ fold, version: 1, every: 20 });

export const loadMember = (unit: OwnershipUnit, accountId: string): Promise<Member> =>
  unit.load(memberStream(accountId), memberFold, fromSnapshot('member'));

export const readMember = (journal: Journal<WorkspaceOwnershipEvent>, accountId: string): Promise<Member> =>
  journal.state(memberStream(accountId), memberFold, fromSnapshot('member'));

/** Whether it may join and own, which does not grow with what it is in. */
export const loadHolds = (unit: OwnershipUnit, accountId: string): Promise<Pick<Member, 'holds'>> =>
  unit.load(memberStream(accountId), holdsFold, fromSnapshot('holds'));
