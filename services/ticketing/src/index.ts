export { shownYear } from './calendar/show-year.ts';
export { ticketing } from './ticketing.definition.ts';
