import type { CallContext, PersonClaims } from '@lethe/bus';
import { isShredded, normalisedEmail, SendMail, type InputOf, type InviteMember } from '@lethe/contracts';
import { isRefusal, refuse, type Refusal } from '@lethe/deciding';
import { LookUpTaken } from '@lethe/event-store';
import { idFrom, type Command } from '@lethe/journal';
import type { OwnershipUnit, WorkspaceOwnershipKit } from '../workspace-ownership-kit.ts';
import { nameInMails } from '../workspaces/workspace-name.ts';
import type { Workspace } from '../workspaces/workspace.ts';
import { endIn } from './end-in.ts';
import { byAddress, byInviter, byPlace, byToken, placeOfInvitation } from './invitation-look-ups.ts';
import { capsOf, invitationSends } from './invitation-sends.ts';
import { invitationStream, type InvitationEventOf } from './invitation.events.ts';
import { inviteMember } from './invite-member.ts';
import { loadWorkspace, readWorkspace } from '../workspaces/workspaces.ts';

export type SendingKit = Pick<
  WorkspaceOwnershipKit,
  'journal' | 'calls' | 'sealing' | 'database' | 'clock' | 'settings'
>;
type Invited = InvitationEventOf<'MemberInvited'>['data'];
type Asking = Pick<CallContext, 'command' | 'correlationId'>;
/** Whom to invite; read in the unit that sends it, where it comes from another invitation. */
type Wanted = Omit<InputOf<typeof InviteMember>, 'workspaceId'>;
type Asked<No extends Refusal> = Readonly<{
  workspaceId: string;
  sender: Pick<PersonClaims, 'accountId' | 'verifiedAt'>;
  wanted: (unit: OwnershipUnit, workspace: Workspace, at: string) => Promise<Wanted | No>;
}>;

/** Records the invitation and mails it. Where the mail cannot be handed over, the same request again sends the same one. */
export const sendingInvitation = async <No extends Refusal = never>(
  kit: SendingKit,
  { command, correlationId }: Asking,
  asked: Asked<No>,
) => {
  const token = kit.sealing.mac('invitation-token-of-command', command.id);
  const recorded = await oneAfterAnother(() => recordInvitation(kit, command, token, asked));
  if (isRefusal(recorded)) return recorded;
  const invited = recorded as Invited;
  await mailInvitation(kit, { key: `${command.id}/mail`, correlationId }, token, invited);
  return { invitationId: invited.invitationId, expiresAt: invited.expiresAt };
};

const attempts = 10;

/** Of two who invite one address at the same moment the later one finds the other's invitation, and replaces it. */
const oneAfterAnother = async <Answer>(record: () => Promise<Answer>, attempt = 1): Promise<Answer> => {
  try {
    return await record();
  } catch (error) {
    if (!(error instanceof LookUpTaken) || attempt === attempts) throw error;
    return oneAfterAnother(record, attempt + 1);
  }
};

const recordInvitation = <No extends Refusal>(
  kit: SendingKit,
  command: Command,
  token: string,
  { workspaceId, sender: { accountId: by, verifiedAt }, wanted }: Asked<No>,
) => {
  const { journal, clock } = kit;
  return invitationSends(kit).counting(command.id, (admit) =>
    journal.handle(
      command,
      async (unit) => {
        const at = clock();
        const workspace = await loadWorkspace(unit, journal, { workspaceId, of: [by] });
        const whom: Wanted | Refusal = await wanted(unit, workspace, at);
        if (isRefusal(whom)) return whom as No;
        const invitationId = idFrom(command.id, 'invitation');
        const data = { ...whom, workspaceId, by, verifiedAt, invitationId, at };
        const decision = inviteMember({ type: 'InviteMember', data }, workspace);
        if (isRefusal(decision)) return decision;
        const retryAt = await admit(capsOf(kit, data));
        if (retryAt !== undefined) return refuse('too-many-invitations', { retryAt });
        await replaceIn(kit, unit, data);
        unit.record(invitationStream(invitationId), decision);
        unit.take(journal.lookUpOf(byToken, token, invitationId));
        unit.take(journal.lookUpOf(byInviter, by, invitationId));
        return undefined;
      },
      (events): Invited => {
        const event = events.find(({ type }) => type === 'MemberInvited');
        if (event?.type !== 'MemberInvited') throw new Error('The invitation was not recorded.');
        return event.data;
      },
    ),
  );
};

/** WS-5: the newest invitation of an address into a workspace is its only one. */
const replaceIn = async (
  { journal }: SendingKit,
  unit: OwnershipUnit,
  {
    invitationId,
    workspaceId,
    email,
    at,
  }: Pick<Invited, 'invitationId' | 'workspaceId'> & { email: string; at: string },
): Promise<void> => {
  const address = normalisedEmail(email);
  const place = placeOfInvitation(workspaceId, address);
  for (const before of await journal.lookUp(byPlace, place))
    await endIn(unit, { invitationId: before, because: 'replaced', at });
  unit.take(journal.lookUpOf(byPlace, place, invitationId));
  unit.take(journal.lookUpOf(byAddress, address, invitationId));
};

const mailInvitation = async (
  { journal, calls, settings }: SendingKit,
  how: Readonly<{ key: string; correlationId: string }>,
  token: string,
  { invitationId, workspaceId, email, expiresAt }: Invited,
): Promise<void> => {
  const workspace = await readWorkspace(journal, { workspaceId, of: [], named: true });
  if (isShredded(email) || workspace.status !== 'open') return;
  const link = `${settings.LETHE_PUBLIC_URL.replace(/\/$/, '')}/invitation#${token}`;
  const parameters = { ...nameInMails(workspace.name), link, expiresAt };
  const mail = { invitationId, address: email, template: 'workspace-invitation', parameters } as const;
  const answer = await calls.ask(SendMail, mail, how);
  if (isRefusal(answer)) throw new Error('An invitation has no recipient.');
};
