import { id, instant, staffRoles } from '@lethe/contracts';
import { defineEvents, type EventOf } from '@lethe/journal';
import * as z from 'zod';

export const rosterEvents = defineEvents({
  StaffJoined: { version: 1, data: z.strictObject({ accountId: id, role: z.enum(staffRoles), joinedAt: instant }) },
  StaffReassigned: {
    version: 1,
    data: z.strictObject({ accountId: id, role: z.enum(staffRoles), reassignedAt: instant }),
  },
  StaffSuspended: { version: 1, data: z.strictObject({ accountId: id, suspendedAt: instant }) },
  StaffRestored: { version: 1, data: z.strictObject({ accountId: id, restoredAt: instant }) },
  StaffLeft: { version: 1, data: z.strictObject({ accountId: id, leftAt: instant }) },
});

export type RosterEvent = EventOf<typeof rosterEvents>;

export const rosterStream = 'staff-roster';
