import {
  CommandRecorded,
  LookUpTaken,
  OutcomeUnknown,
  StaleRevision,
  StoreUnavailable,
  type Asserted,
  type Envelope,
  type LookUpChanges,
  type Position,
  type StorableWrite,
} from '@lethe/event-store';
import { appendRequestOf, changeRequestOf, type AppendRequest } from './append-request.ts';
import type { recordedCommands } from './command-record.ts';
import type { Connection } from './connection.ts';
import type { ListChange, lookUpRows } from './look-up-rows.ts';
import { positionAt } from './position.ts';
import type { Reading } from './reading.ts';
import { sent, type Violation } from './sending.ts';
import type { Names } from './stream-names.ts';

type Parts = Readonly<{
  connection: Connection;
  names: Names;
  reading: Reading;
  commands: ReturnType<typeof recordedCommands>;
  rows: ReturnType<typeof lookUpRows>;
}>;

/** Each round that is lost was won by another append to the same look-ups. */
const mostRounds = 100;

export const appended = async (
  parts: Parts,
  writes: readonly StorableWrite[],
  envelope: Envelope,
  changes: LookUpChanges = {},
): Promise<Position> => {
  for (let round = 0; round < mostRounds; round += 1) {
    const lists = await plannedOrRefused(parts, writes, envelope, changes);
    const request = appendRequestOf(parts.names, writes, envelope, lists);
    const settled = await sentOrFound(parts, request);
    if ('violations' in settled) refuse(parts, writes, envelope, settled.violations);
    else return settled.at;
  }
  throw new StoreUnavailable(new Error(`Look-ups of the append changed ${mostRounds} times under it.`));
};

/** Look-ups alone, where these streams stand so. Sent twice it changes nothing more. */
export const lookUpsChanged = async (
  { connection, names, rows }: Pick<Parts, 'connection' | 'names' | 'rows'>,
  asserted: readonly Asserted[],
  changes: LookUpChanges,
): Promise<void> => {
  for (let round = 0; round < mostRounds; round += 1) {
    const request = changeRequestOf(names, asserted, await rows.planned(changes));
    if (request.records.length === 0) return;
    const outcome = await sent(connection, request);
    if (!('violations' in outcome)) return;
    refuseStale(names, asserted, violatedIn(outcome.violations));
  }
  throw new StoreUnavailable(new Error(`Look-ups changed ${mostRounds} times under their change.`));
};

/** What fails once the append was sent says nothing of the append. */
const afterwards = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    throw new OutcomeUnknown(error);
  });

type Settled = Readonly<{ at: Position }> | Readonly<{ violations: readonly Violation[] }>;

/** An answer that was lost is found again in the command's own stream: its record is ours or another append's. */
const sentOrFound = async ({ connection, names, commands }: Parts, request: AppendRequest): Promise<Settled> => {
  const found = async (): Promise<Settled | undefined> => {
    const recorded = await afterwards(commands.find(request.commandId));
    return recorded?.recordId === request.recordId ? { at: recorded.command.events.at(-1)?.position ?? 0n } : undefined;
  };
  try {
    const outcome = await sent(connection, request);
    if (!('violations' in outcome)) return { at: positionAt(outcome.commit) };
    const recorded = outcome.violations.some(({ streamName }) => streamName === names.command(request.commandId));
    return (recorded ? await found() : undefined) ?? outcome;
  } catch (error) {
    const ours = error instanceof OutcomeUnknown ? await found() : undefined;
    if (ours === undefined) throw error;
    return ours;
  }
};

/** In the port's order: a command that was recorded, a writer that is late. What is left are look-ups: plan them anew. */
const refuse = (
  { names }: Parts,
  writes: readonly StorableWrite[],
  { commandId }: Envelope,
  violations: readonly Violation[],
): void => {
  const violated = violatedIn(violations);
  if (violated.has(names.command(commandId))) throw new CommandRecorded(commandId);
  refuseStale(names, writes, violated);
};

type Violated = ReadonlyMap<string, Violation['actualState']>;

const violatedIn = (violations: readonly Violation[]): Violated =>
  new Map(violations.map(({ streamName, actualState }) => [streamName, actualState]));

const refuseStale = (names: Names, asserted: readonly Asserted[], violated: Violated): void => {
  for (const { stream, expected } of asserted) {
    const actual = violated.get(names.stream(stream));
    if (actual === undefined) continue;
    if (typeof actual === 'bigint' && actual < 0n) throw new Error(`Stream ${stream} was deleted on the server.`);
    throw new StaleRevision(stream, expected, typeof actual === 'bigint' ? actual : 'no-stream');
  }
};

/** That a look-up is taken is said last, as the port wants it. */
const plannedOrRefused = async (
  { names, reading, commands, rows }: Parts,
  writes: readonly StorableWrite[],
  { commandId }: Envelope,
  changes: LookUpChanges,
): Promise<readonly ListChange[]> => {
  try {
    return await rows.planned(changes);
  } catch (error) {
    if (!(error instanceof LookUpTaken)) throw error;
    if ((await commands.find(commandId)) !== undefined) throw new CommandRecorded(commandId);
    for (const { stream, expected } of writes) {
      const actual = (await reading.last(names.stream(stream)))?.revision ?? 'no-stream';
      if (actual !== expected) throw new StaleRevision(stream, expected, actual);
    }
    throw error;
  }
};
