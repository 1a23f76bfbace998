import type { Position } from '@lethe/event-store';
import { isOfData } from '@lethe/running';

/** A view does not know what to make of an event, for example because its version is newer than this program. */
export class EventNotUnderstood extends Error {
  override readonly name = 'EventNotUnderstood';
  constructor(
    readonly type: string,
    readonly version: number,
    readonly position: Position,
    cause: unknown,
  ) {
    super(`${type} version ${version} at ${position} was not understood.`, { cause });
  }
}

/** The event alone is to blame, whatever else is well. Any other failure may pass, or is one of the whole view. */
export const isOfOneEvent = (error: unknown): boolean => error instanceof EventNotUnderstood || isOfData(error);
