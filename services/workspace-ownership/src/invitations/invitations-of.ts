import { id, instant, pageOf, placeOf, type InputOf, type ListInvitations } from '@lethe/contracts';
import { isRefusal, refuse } from '@lethe/deciding';
import { membersView } from '../members/members.view.ts';
import { namesOf } from '../members/names-of.ts';
import type { WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { managedBy } from '../workspaces/permission.ts';
import { openInvitations } from './invitation-list.view.ts';
import { invitationsView } from './invitations.view.ts';
import { readWorkspace } from '../workspaces/workspaces.ts';

type Asked = InputOf<typeof ListInvitations> & Readonly<{ by: string }>;

/** WS-5: to whoever may invite, those that can be accepted, with the names of who sent them. */
export const invitationsOf = async (
  {
    journal,
    store,
    pool,
    sealing,
    calls,
    clock,
    waitFor,
  }: Pick<WorkspaceOwnershipKit, 'journal' | 'store' | 'pool' | 'sealing' | 'calls' | 'clock' | 'waitFor'>,
  { workspaceId, cursor, limit, by }: Asked,
  correlationId: string,
) => {
  const from = cursor === undefined ? null : placeOf(cursor, [instant, id]);
  if (from === undefined) return refuse('cursor-invalid');
  const managed = managedBy(await readWorkspace(journal, { workspaceId, of: [by] }), by);
  if (isRefusal(managed)) return managed;
  const head = await store.head();
  await Promise.all([invitationsView, membersView].map(({ name }) => waitFor(name, head)));
  const wanted = { workspaceId, at: clock(), from, limit };
  const found = await openInvitations({ pool, sealing }, wanted);
  const page = pageOf(found, limit, ({ invitedAt, invitationId }) => [invitedAt, invitationId]);
  const senders = page.items.map(({ invitedBy }) => invitedBy);
  const names = await namesOf(calls, senders, correlationId);
  const invitations = page.items.map((invitation) => ({
    ...invitation,
    invitedByName: names.get(invitation.invitedBy) ?? null,
  }));
  return { invitations, nextCursor: page.nextCursor };
};
