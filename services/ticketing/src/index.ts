export { ticketing } from './ticketing.definition.ts';
