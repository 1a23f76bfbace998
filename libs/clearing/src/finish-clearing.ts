import { accountSubject, AcknowledgeClearing, type Evidence } from '@lethe/contracts';
import { isRefusal, type Message } from '@lethe/deciding';
import type { Position } from '@lethe/event-store';
import type { Recorded } from '@lethe/journal';
import { failpoint } from '@lethe/running';
import { viewCheckpoints } from '@lethe/views';
import {
  ClearingUnknown,
  journalOf,
  stepOf,
  type ClearingKit,
  type OfCancellation,
  type Remaining,
} from './clearing-kit.ts';
import type { Categories, ClearingEvent } from './clearing.events.ts';

/** Something of the account is still there: nothing is acknowledged, and the clearing is tried again. */
export class ClearingIncomplete extends Error {
  override readonly name = 'ClearingIncomplete';
  constructor(service: string, remaining: number) {
    super(`${service} still holds ${remaining} of what it should have cleared.`);
  }
}

/**
 * The second half: the fact is recorded, every live and rebuilding view has passed it, the service's own re-read finds
 * nothing, its key of the account dies as its last act, and only then is it acknowledged. Repeating it is harmless.
 * @throws ClearingIncomplete, ClearingUnknown, ViewBehind: call it again.
 */
export const finishClearing = async <Event extends Message>(
  kit: ClearingKit<Event>,
  { accountId, cancellationId }: OfCancellation,
  { categories, remaining }: Readonly<{ categories: Categories; remaining?: Remaining }>,
): Promise<Evidence> => {
  const cancellation = { accountId, cancellationId };
  const { position, data } = await recordCleared(kit, cancellation, categories);
  failpoint('clearing.after-record');
  await viewCheckpoints(kit.pool).waitForAll(position);
  failpoint('clearing.after-views');
  const left = (await remaining?.(cancellation)) ?? 0;
  if (left > 0) throw new ClearingIncomplete(kit.name, left);
  const { destroyedAt } = await kit.sealing.destroy(accountSubject(accountId), kit.clock());
  failpoint('clearing.after-key');
  const key = { keyDestroyedAt: destroyedAt, keyGoneBy: kit.sealing.goneBy(destroyedAt) };
  const evidence = { categories: { ...data.categories }, clearedAt: data.clearedAt, ...key };
  const answer = await kit.calls.ask(AcknowledgeClearing, { ...cancellation, evidence }, { key: cancellationId });
  if (isRefusal(answer)) throw new ClearingUnknown(cancellationId);
  failpoint('clearing.after-acknowledgement');
  return evidence;
};

type AccountDataCleared = Extract<ClearingEvent, { type: 'AccountDataCleared' }>;
type Fact = Readonly<{ position: Position; data: AccountDataCleared['data'] }>;

/** Recorded once; a repeat answers with what was recorded then, so that the evidence never changes. */
const recordCleared = <Event extends Message>(
  kit: ClearingKit<Event>,
  cancellation: OfCancellation,
  categories: Categories,
): Promise<Fact> => {
  const stream = `clearing-${cancellation.accountId}`;
  return journalOf(kit).handle<Fact>(
    stepOf(kit.name, cancellation, 'record'),
    async (unit) => {
      await unit.load(stream, { initial: undefined, evolve: () => undefined });
      const data = { ...cancellation, categories, clearedAt: kit.clock() };
      unit.ungated.record(stream, [{ type: 'AccountDataCleared', data }]);
    },
    factOf,
  );
};

const factOf = (events: readonly Recorded<ClearingEvent>[], position: Position): Fact => {
  const event = events.find((each) => each.type === 'AccountDataCleared');
  if (event === undefined) throw new Error('The clearing was not recorded.');
  return { position, data: event.data };
};
