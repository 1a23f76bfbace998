export { session } from './session.definition.ts';
