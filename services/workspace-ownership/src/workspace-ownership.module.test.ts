import { moduleSuite } from '../../../libs/service/src/testing/module.suite.ts';
import { WorkspaceOwnershipModule } from './workspace-ownership.module.ts';
import { workspaceOwnership } from './workspace-ownership.definition.ts';

moduleSuite(WorkspaceOwnershipModule, workspaceOwnership);
