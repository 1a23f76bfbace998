import * as z from 'zod';

export const workspaceOwnershipSettings = z.object({
  /** Where people reach the console; the links of mails begin with it. */
  LETHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4400'),
});
export type WorkspaceOwnershipSettings = z.infer<typeof workspaceOwnershipSettings>;
