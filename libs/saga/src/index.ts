export { aheadOfItsRow } from './ahead-of-its-row.ts';
export { atOnce, dueMigrations, dueTable, scheduleDue, type DueTables } from './due.ts';
export { dueRunner, type DueHandler } from './due-runner.ts';
export type { Debt, Saga } from './saga.ts';
export { sagaRunner, sagaWakes } from './saga-runner.ts';
export type { Perform } from './settle-debts.ts';
