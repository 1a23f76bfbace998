import { randomUUID } from 'node:crypto';
import { by, type Replica, type Surroundings } from './replica.ts';

/** The answer of a call that was not refused. */
export const granted = async <Answer extends object>(
  asking: Promise<Answer>,
): Promise<Exclude<Answer, Readonly<{ refused: string }>>> => {
  const answer = await asking;
  if ('refused' in answer) throw new Error(`Refused: ${String(answer.refused)}`);
  return answer as Exclude<Answer, Readonly<{ refused: string }>>;
};

export const open = async ({ workspaces }: Replica, owner: string): Promise<string> =>
  (await granted(workspaces.create({ name: 'Ours' }, by(owner)))).workspaceId;

export const mails = ({ asked }: Surroundings) => asked.filter(({ subject }) => subject.endsWith('mail.send'));

export const openInvitations = async ({ invitations }: Replica, workspaceId: string, seenBy: string) =>
  (await granted(invitations.list({ workspaceId }, by(seenBy)))).invitations;

/** The token of the last invitation that was mailed. */
export const mailedToken = (around: Surroundings): string => {
  const parameters = mails(around).at(-1)?.input['parameters'] as { link: string } | undefined;
  return parameters?.link.split('#')[1] ?? '';
};

export const invite = ({ invitations }: Replica, workspaceId: string, owner: string, email = 'bob@example.org') =>
  granted(invitations.invite({ workspaceId, email, role: 'member' }, by(owner)));

export const join = async (one: Replica, around: Surroundings, workspaceId: string, owner: string): Promise<string> => {
  const accountId = randomUUID();
  await invite(one, workspaceId, owner, `${accountId}@example.org`);
  await granted(one.invitations.accept({ token: mailedToken(around) }, by(accountId)));
  return accountId;
};

export const hold = ({ ownership }: Replica, accountId: string, attempt = 1) =>
  ownership.hold({ accountId, attempt }, by('cancellation'));

export const clearingOf = (accountId: string) => ({
  accountId,
  cancellationId: randomUUID(),
  participant: 'workspace-ownership',
  finalAt: '2026-11-24T09:00:00.000Z',
  releasedAt: '2026-11-24T09:00:00.000Z',
});
