export type { BackOff } from './back-off.ts';
export { dueMigrations, scheduleDue, type Due, type DueTables } from './due.ts';
export { dueRunner, type DueHandler, type DueRunner } from './due-runner.ts';
