import { isBefore, isRefusal, type Message, type Refusal } from '@lethe/deciding';
import { idFrom, type Journal, type Unit } from '@lethe/journal';
import { failpoint } from '@lethe/running';
import type { DueHandler } from './due-runner.ts';
import type { Debt, Saga } from './saga.ts';

/** Never change: what settled a debt before would be recorded once more. */
const sagaNamespace = '0b0e7c1e-6d5a-4a53-9f0f-5f3f9a6f2d41';

/**
 * Does one debt. `key` is the same at every try: hand it on, so that whoever is asked does it once.
 * @returns the command that settles it, or undefined where the outcome is unknown. A throw means unknown too.
 */
export type Perform<Owed extends Debt, Command extends Message> = (
  debt: Owed,
  key: string,
) => Promise<Command | undefined>;

export type SagaParts<
  Command extends Message,
  State,
  Event extends Message,
  No extends Refusal,
  Owed extends Debt,
> = Readonly<{
  /** The service that runs it, as the actor of what it records. */
  service: string;
  /** The category of its streams; the rest of a stream's name is the saga's id. */
  category: string;
  saga: Saga<Command, State, Event, No, Owed>;
  journal: Journal<Event>;
  perform: Perform<Owed, Command>;
  clock: () => string;
}>;

/** Nobody answered for these debts. They are tried again with back-off; their outcome is never assumed. */
export class DebtsUnsettled extends Error {
  override readonly name = 'DebtsUnsettled';
  constructor(
    readonly keys: readonly string[],
    cause: unknown,
  ) {
    super(`Not settled yet: ${keys.join(', ')}.`, { cause });
  }
}

/**
 * Pays what one saga owes, all at once, until nothing more can be paid at this instant.
 * Killed anywhere it starts over from the stream; run twice at once, each settles what the other has not.
 */
export const settleDebts =
  <Command extends Message, State, Event extends Message, No extends Refusal, Owed extends Debt>(
    parts: SagaParts<Command, State, Event, No, Owed>,
  ): DueHandler =>
  async (id) => {
    const { category, saga, journal, clock } = parts;
    const tried = new Map<string, unknown>();
    for (;;) {
      const owed = saga.owed(await journal.state(`${category}-${id}`, saga));
      const now = clock();
      const payable = owed.filter(({ key, notBefore = now }) => !tried.has(key) && !isBefore(now, notBefore));
      if (payable.length === 0) return whatIsLeft(owed, tried);
      const outcomes = await Promise.allSettled(payable.map((debt) => pay(parts, id, debt)));
      for (const [index, { key }] of payable.entries()) tried.set(key, failureOf(outcomes[index]));
    }
  };

const failureOf = (outcome: PromiseSettledResult<void> | undefined): unknown =>
  outcome?.status === 'rejected' ? outcome.reason : undefined;

const whatIsLeft = (owed: readonly Debt[], tried: ReadonlyMap<string, unknown>): Awaited<ReturnType<DueHandler>> => {
  const unsettled = owed.filter(({ key }) => tried.has(key)).map(({ key }) => key);
  if (unsettled.length > 0) throw new DebtsUnsettled(unsettled, unsettled.map((key) => tried.get(key)).find(Boolean));
  const again = owed.flatMap(({ notBefore }) => notBefore ?? []).toSorted()[0];
  return again === undefined ? 'done' : { again };
};

/** Asks, and records what settles the debt under an id of its own, so that the same answer twice is recorded once. */
const pay = async <Command extends Message, State, Event extends Message, No extends Refusal, Owed extends Debt>(
  { service, category, saga, journal, perform }: SagaParts<Command, State, Event, No, Owed>,
  id: string,
  debt: Owed,
): Promise<void> => {
  failpoint('saga.before-asking');
  const settling = await perform(debt, `${id}/${debt.key}`);
  if (settling === undefined) return;
  failpoint('saga.before-settling');
  const stream = `${category}-${id}`;
  const command = {
    id: idFrom(sagaNamespace, `${stream}/${debt.key}/${settling.type}`),
    type: `${category}.${settling.type}`,
    actor: `service:${service}`,
    correlationId: id,
    subject: undefined,
    request: { debt: debt.key },
  };
  const decided = async (unit: Unit<Event>): Promise<No | undefined> => {
    const decision = saga.settle(settling, await unit.load(stream, saga));
    if (isRefusal(decision)) return decision;
    unit.record(stream, decision);
    return undefined;
  };
  await journal.handle<void, No>(command, decided, () => undefined);
};
