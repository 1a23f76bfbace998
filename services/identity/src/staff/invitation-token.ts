import type { IdentityKit } from '../identity-kit.ts';

type Part = Pick<IdentityKit, 'sealing'>;

const form = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/;

/** The secret of the link, made from the command's id: a repeat gives the same one, and nothing of it is stored. */
export const tokenOf = ({ sealing }: Part, commandId: string, invitationId: string): string =>
  `${invitationId}.${sealing.mac('invitation-token-of', commandId)}`;

export const tokenHashOf = ({ sealing }: Part, token: string): string => sealing.mac('invitation-token', token);

/** The invitation a token belongs to; undefined where it is none of ours. */
export const readToken = (token: string): string | undefined => form.exec(token)?.[1];
