export { workspaceOwnership } from './workspace-ownership.definition.ts';
