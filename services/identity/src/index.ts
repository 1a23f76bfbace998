export { identity } from './identity.definition.ts';
