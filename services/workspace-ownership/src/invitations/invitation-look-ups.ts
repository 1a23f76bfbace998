/** Finds an invitation by its token, of which only the blind index is kept. */
export const byToken = 'invitation-token';
/** Finds the open invitations to an address, by its normalised form. */
export const byAddress = 'invited-email';
/** Finds the open invitations an account has sent. */
export const byInviter = 'invitation-sent-by';
/**
 * Finds the open invitation of an address into a workspace, by both. Of this kind the log lets one holder be at a time,
 * so that one address has one open invitation per workspace under any race (WS-5).
 */
export const byPlace = 'email';
export const placeOfInvitation = (workspaceId: string, address: string): string => `${workspaceId}/${address}`;
