/** Kind of the look-up that finds the tickets of a workspace. */
export const workspaceTickets = 'workspace';
