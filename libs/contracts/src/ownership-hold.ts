import * as z from 'zod';
import { workspaceNameShown } from './account-fields.ts';
import { call, id, noDetails } from './call.ts';

const ownedWorkspace = z.strictObject({ workspaceId: id, name: workspaceNameShown, onlyMember: z.boolean() });

/** How many of the workspaces that an account owns are told at once: once those are given away or closed, the next ones are. */
export const mostOwnedTold = 200;

/** WS-6: from the write side. */
export const ReadOwnership = call({
  subject: 'lethe.rpc.workspace-ownership.ownership.read',
  callers: ['service:cancellation'],
  input: z.strictObject({ accountId: id }),
  output: z.strictObject({
    owned: z.array(ownedWorkspace).max(mostOwnedTold),
    memberOf: z.int().min(0),
    /** The newest 100 of them, the newest first. */
    memberships: z.array(z.strictObject({ workspaceId: id, name: workspaceNameShown })).max(100),
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
    'owner-of-workspaces': noDetails,
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
