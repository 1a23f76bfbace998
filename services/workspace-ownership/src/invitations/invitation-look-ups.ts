/** Finds an invitation by its token, of which only the blind index is kept. */
export const byToken = 'invitation-token';
/** Finds the open invitations to an address, by its normalised form. */
export const byAddress = 'invited-email';
/** Finds the open invitations an account has sent. */
export const byInviter = 'invitation-sent-by';
