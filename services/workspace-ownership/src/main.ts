import { runAlone } from '@lethe/service';
import { workspaceOwnership } from './workspace-ownership.service.ts';

await runAlone(workspaceOwnership);
