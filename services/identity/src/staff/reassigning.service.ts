import { personOf, type CallContext } from '@lethe/bus';
import type { StaffRole } from '@lethe/contracts';
import { isRefusal } from '@lethe/deciding';
import type { Unit } from '@lethe/journal';
import { aheadOfItsRow } from '@lethe/saga';
import { accountFold } from '../account/account.ts';
import { changeStaffRole } from '../account/change-staff-role.ts';
import { raisingFloor } from '../floors/raising-floor.service.ts';
import type { IdentityEvent, IdentityKit } from '../identity-kit.ts';
import { reassignStaff } from './roster.decider.ts';
import { rosterFold } from './roster.ts';
import { accountStream } from '../account/account.events.ts';
import { rosterStream } from './roster.events.ts';

/** Null: none any more. */
type Reassigned = Readonly<{ accountId: string; role: StaffRole | null }>;
type ReassigningKit = Pick<IdentityKit, 'journal' | 'calls' | 'clock' | 'logger'>;

/** ADM-1. Every session with the old role is over before the administrator is told (SES-3), where session can be reached. */
export const reassigning = (kit: ReassigningKit) => async (reassigned: Reassigned, context: CallContext) => {
  const by = personOf(context).accountId;
  const answer = await kit.journal.handle(
    context.command,
    (unit) => reassign(unit, { ...reassigned, by, at: kit.clock() }),
    () => ({}),
  );
  if (!isRefusal(answer)) await aheadOfItsRow(raisingFloor(kit), reassigned.accountId, kit.logger);
  return answer;
};

const reassign = async (unit: Unit<IdentityEvent>, data: Reassigned & Readonly<{ by: string; at: string }>) => {
  const { accountId, role: staffRole, at } = data;
  const roster = await unit.load(rosterStream, rosterFold);
  const reassigned = reassignStaff({ type: 'ReassignStaff', data }, roster);
  if (isRefusal(reassigned)) return reassigned;
  const account = await unit.load(accountStream(accountId), accountFold);
  unit.record(rosterStream, reassigned);
  unit.record(accountStream(accountId), changeStaffRole({ type: 'ChangeStaffRole', data: { staffRole, at } }, account));
  return undefined;
};
