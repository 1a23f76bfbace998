import {
  id,
  instant,
  isShredded,
  pageOf,
  pageSize,
  placeOf,
  type InputOf,
  type ListStaff,
  type ListStaffInvitations,
} from '@lethe/contracts';
import { refuse } from '@lethe/deciding';
import { accountFold } from '../account/account.ts';
import { shownName } from '../account/shown-name.ts';
import type { IdentityKit } from '../identity-kit.ts';
import { openInvitation } from './invitation.decider.ts';
import { invitationFold } from './invitation.ts';
import { invitationsBehind } from './invitations.view.ts';
import { rosterFold } from './roster.ts';
import { accountStream } from '../account/account.events.ts';
import { invitationStream } from './invitation.events.ts';
import { rosterStream } from './roster.events.ts';

const placeParts = [instant, id] as const;
const inOrder = (one: readonly string[], other: readonly string[]): number => (one.join() < other.join() ? -1 : 1);

const placed = ({ joinedAt, accountId }: Readonly<{ joinedAt: string; accountId: string }>) =>
  [joinedAt, accountId] as const;

/** API-1: the staff in the order in which they joined. Names are read for the page alone. */
export const listStaff = async (
  kit: Pick<IdentityKit, 'journal'>,
  { cursor, limit, role }: InputOf<typeof ListStaff>,
) => {
  const place = cursor === undefined ? undefined : placeOf(cursor, placeParts);
  if (cursor !== undefined && place === undefined) return refuse('cursor-invalid');
  const roster = await kit.journal.state(rosterStream, rosterFold);
  const found = [...roster]
    .map(([accountId, member]) => ({ accountId, ...member }))
    .filter((member) => role === undefined || member.role === role)
    .filter((member) => place === undefined || inOrder(place, placed(member)) < 0)
    .toSorted((one, other) => inOrder(placed(one), placed(other)));
  const { items, nextCursor } = pageOf(found, limit, placed);
  const members = await Promise.all(
    items.map(async ({ accountId, ...member }) => {
      const account = await kit.journal.state(accountStream(accountId), accountFold);
      return { accountId, username: shownName(account), ...member };
    }),
  );
  return { members, nextCursor };
};

/** API-1: which there are is a view's to say, whether one is still open the log's. */
export const listInvitations = async (
  kit: Pick<IdentityKit, 'journal' | 'database' | 'clock'>,
  { cursor, limit }: InputOf<typeof ListStaffInvitations>,
) => {
  const behind = cursor === undefined ? undefined : placeOf(cursor, placeParts);
  if (cursor !== undefined && behind === undefined) return refuse('cursor-invalid');
  const most = (limit ?? pageSize.usual) + 1;
  const found = await invitationsBehind(kit.database, { behind, most });
  const { items, nextCursor } = pageOf(found, limit, ({ invitedAt, invitationId }) => [invitedAt, invitationId]);
  const standing = { roster: await kit.journal.state(rosterStream, rosterFold), at: kit.clock() };
  const invitations = await Promise.all(items.map(({ invitationId }) => read(kit, invitationId, standing)));
  return { invitations: invitations.filter((each) => each !== undefined), nextCursor };
};

type Standing = Parameters<typeof openInvitation>[1];

const read = async (kit: Pick<IdentityKit, 'journal'>, invitationId: string, standing: Standing) => {
  const invitation = await kit.journal.state(invitationStream(invitationId), invitationFold);
  const open = openInvitation(invitation, standing);
  if (open === undefined || isShredded(open.email)) return undefined;
  const { email, role, invitedAt, expiresAt } = open;
  return { invitationId, email, role, invitedAt, expiresAt };
};
