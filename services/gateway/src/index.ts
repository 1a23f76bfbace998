export { gateway } from './gateway.definition.ts';
