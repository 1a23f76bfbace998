import * as z from 'zod';
import { call, id, noDetails } from './call.ts';

export const ownedWorkspace = z.strictObject({ workspaceId: id, name: z.string(), onlyMember: z.boolean() });

/** WS-6: from the write side. */
export const ReadOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.read',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    owned: z.array(ownedWorkspace),
    memberOf: z.int().min(0),
    /** The newest 100 of them, the newest first. */
    memberships: z.array(z.strictObject({ workspaceId: id, name: z.string() })).max(100),
  }),
  refuses: {},
});

const attempt = z.strictObject({ accountId: id, attempt: z.int().min(1) });

/** While it stands the account becomes owner of nothing and joins nothing. */
export const HoldOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.hold',
  callers: ['service:cancellation'],
  bound: true,
  input: attempt,
  output: z.strictObject({}),
  refuses: {
    'owner-of-workspaces': z.strictObject({ workspaces: z.array(ownedWorkspace) }),
    'attempt-undone': noDetails,
  },
});

export const ReleaseOwnershipHold = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.release-hold',
  callers: ['service:cancellation'],
  bound: true,
  input: attempt,
  output: z.strictObject({}),
  refuses: {},
});
