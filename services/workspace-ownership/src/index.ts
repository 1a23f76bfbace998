export { workspaceOwnership } from './workspace-ownership.service.ts';
