import { runAlone } from '@lethe/service';
import { workspaceOwnership } from './workspace-ownership.definition.ts';

await runAlone(workspaceOwnership);
