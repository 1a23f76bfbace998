export { cancellation } from './cancellation.definition.ts';
