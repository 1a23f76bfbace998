import type { Position } from '@lethe/event-store';

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

/** SQLSTATE classes of what data alone are to blame for: any other failure may pass, or is one of the whole view. */
const ofData = /^(21|22|23|54|P0)...$/;

const stateOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** It fails whenever it is tried, whatever else is well. */
export const isPoison = (error: unknown): boolean =>
  error instanceof EventNotUnderstood || ofData.test(stateOf(error) ?? '');

/** Quotes nothing of the event. */
export const errorNameOf = (error: unknown): string =>
  stateOf(error) ?? (error instanceof Error ? error.name : typeof error);
