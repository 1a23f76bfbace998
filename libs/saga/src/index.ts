export type { BackOff } from './back-off.ts';
export { atOnce, dueMigrations, scheduleDue, type Due, type DueTables } from './due.ts';
export { dueRunner, type DueHandler, type DueRunner } from './due-runner.ts';
export type { Debt, Saga } from './saga.ts';
export { sagaRunner, sagaWakes } from './saga-runner.ts';
export { DebtsUnsettled, settleDebts, type Perform, type SagaParts } from './settle-debts.ts';
