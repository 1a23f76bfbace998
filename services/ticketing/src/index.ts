export { ticketing } from './ticketing.service.ts';
