/** Places of the cache: who is of the staff, and who is invited. */
export const staffPlaces = { members: ['staff'], invitations: ['staff-invitations'] } as const;
