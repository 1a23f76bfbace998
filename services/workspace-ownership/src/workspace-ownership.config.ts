import { publicUrl } from '@lethe/service';
import * as z from 'zod';

export const workspaceOwnershipSettings = z.object({
  ...publicUrl,
});
export type WorkspaceOwnershipSettings = z.infer<typeof workspaceOwnershipSettings>;
