import { OutcomeUnknown, StaleRevision, StoreUnavailable } from '@lethe/event-store';
import { ViewBehind } from '@lethe/views';
import { CallFault, type Fault } from './calls/fault.ts';

/** Connections, deadlocks, resources, locks and statements that took too long, a server that stops or only reads for now. */
const passingCodes = /^(08|25006|40|53|55P03|57|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/;

/** A proof that does not hold: a clock or a key is wrong. What waits for it must not be parked, clearing least of all. */
const passingFaults: ReadonlySet<Fault> = new Set(['unavailable', 'deadline-passed', 'unauthenticated']);

const passing = [StaleRevision, OutcomeUnknown, StoreUnavailable, ViewBehind];

/** It will pass: trying again later is right, and no fault of what was tried. */
export const isOutage = (error: unknown): boolean => {
  if (error instanceof CallFault) return passingFaults.has(error.fault);
  if (passing.some((kind) => error instanceof kind)) return true;
  // By what it is like, since what Node itself throws may be of another realm.
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string') return passingCodes.test(error.code);
  if (!('message' in error) || typeof error.message !== 'string') return false;
  return /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
};
