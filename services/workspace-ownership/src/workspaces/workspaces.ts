import type { Json } from '@lethe/event-store';
import type { FromSnapshot, Journal } from '@lethe/journal';
import type { OwnershipUnit, WorkspaceOwnershipEvent } from '../workspace-ownership-kit.ts';
import type { Seat } from './seats.ts';
import { workspaceStream } from './workspace.events.ts';
import { foldWithSeats, headFold, type Workspace, type WorkspaceHead } from './workspace.ts';

type OwnJournal = Journal<WorkspaceOwnershipEvent>;

/** The stream grows with everybody who comes and goes, what is folded of it does not. The name is withheld. */
const withoutName: FromSnapshot = { fold: 'workspace-head', version: 1, every: 20 };
const withName: FromSnapshot = { ...withoutName, opens: true };

export type Asked = Readonly<{
  workspaceId: string;
  /** Whose seats are wanted. */
  of: readonly string[];
  /** Opens the workspace's name. */
  named?: true;
}>;

/**
 * With the seats of those who are asked about: rows, of which the workspace's stream is asserted. They change in an append to it
 * alone, and are read after it, so that a unit that read old ones is stale.
 */
export const loadWorkspace = async (unit: OwnershipUnit, journal: OwnJournal, asked: Asked): Promise<Workspace> => {
  const stream = workspaceStream(asked.workspaceId);
  const head = await unit.load(stream, headFold, asked.named === true ? withName : withoutName);
  if (head.status !== 'open' || head.seatsIn === 'rows') return withRows(journal, asked, head);
  return unit.load(stream, foldWithSeats(asked.of));
};

export const readWorkspace = async (journal: OwnJournal, asked: Asked): Promise<Workspace> => {
  const stream = workspaceStream(asked.workspaceId);
  const head = await journal.state(stream, headFold, asked.named === true ? withName : withoutName);
  if (head.status !== 'open' || head.seatsIn === 'rows') return withRows(journal, asked, head);
  return journal.state(stream, foldWithSeats(asked.of));
};

const withRows = async (journal: OwnJournal, { workspaceId, of }: Asked, head: WorkspaceHead): Promise<Workspace> => {
  if (head.status !== 'open') return head;
  const seats = [...new Set(of)].map(async (accountId) => {
    const row = await journal.lookUpRow(bySeat, seatPlace(workspaceId, accountId));
    return [accountId, (row?.says as Seat | undefined) ?? null] as const;
  });
  return { ...head, seats: new Map(await Promise.all(seats)) };
};

/** Says an account's seat in a workspace; there is no row where it has none. */
const bySeat = 'seat';
const seatPlace = (workspaceId: string, accountId: string): string => `${workspaceId}/${accountId}`;

/** Leaves of an account's row what became of its seat. */
export const recordSeat = (
  unit: OwnershipUnit,
  journal: OwnJournal,
  { workspaceId, accountId, seat }: Readonly<{ workspaceId: string; accountId: string; seat: Seat | null }>,
): void => {
  const row = journal.lookUpOf(bySeat, seatPlace(workspaceId, accountId), accountId);
  if (seat === null) unit.release(row);
  else unit.take({ ...row, says: seat as Json });
};

/** Of several workspaces, with their names, by their ids. */
export const readHeads = async (
  journal: OwnJournal,
  workspaceIds: readonly string[],
): Promise<ReadonlyMap<string, WorkspaceHead>> => {
  const heads = await journal.states(workspaceIds.map(workspaceStream), headFold, withName);
  return new Map(heads.map((head, index) => [workspaceIds[index] ?? '', head]));
};
