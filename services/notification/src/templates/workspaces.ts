import type { MailParameters } from '@lethe/contracts';
import { readable, textOf, type MailText } from './mail-text.ts';

/** Names of workspaces stand in the text only: whoever chose one must not write our subject lines. */
export const workspaceInvitation = ({
  workspaceName,
  link,
  expiresAt,
}: MailParameters<'workspace-invitation'>): MailText => ({
  subject: 'You are invited to a workspace',
  text: textOf(
    `You are invited to join the workspace “${workspaceName}”.`,
    `Accept here${expiresAt === undefined ? '' : `, until ${readable(expiresAt)}`}:\n${link}`,
    'If you do not know the workspace, ignore this mail.',
  ),
});

export const ownershipReceived = ({ workspaceName }: MailParameters<'ownership-received'>): MailText => ({
  subject: 'You own a workspace now',
  text: textOf(`The workspace “${workspaceName}” was handed over to you. You are its owner now.`),
});

export const ownershipGiven = ({ workspaceName }: MailParameters<'ownership-given'>): MailText => ({
  subject: 'You handed a workspace over',
  text: textOf(
    `You are no longer the owner of the workspace “${workspaceName}”. You stay in it as a member.`,
    'If it was not you who handed it over, change your password and write to support.',
  ),
});
