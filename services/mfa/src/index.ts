export { mfa } from './mfa.definition.ts';
