import type { StaffRole } from '@lethe/contracts';
import type { Message } from '@lethe/deciding';
import type { AccountEventOf } from './account.events.ts';
import type { Account } from './account.ts';

export type ChangeStaffRole = Message<'ChangeStaffRole', { staffRole: StaffRole | null; at: string }>;

/** ADM-1. Who may have which role is the roster's to decide; null: none any more. */
export const changeStaffRole = (
  { data: { staffRole, at } }: ChangeStaffRole,
  account: Account,
): readonly AccountEventOf<'StaffRoleChanged'>[] => {
  if (account.status === 'unregistered' || account.status === 'final') return [];
  if (account.staffRole === (staffRole ?? undefined)) return [];
  return [{ type: 'StaffRoleChanged', data: { accountId: account.accountId, staffRole, changedAt: at } }];
};
