import { partition, type PublicEvent, type ServiceName } from '@lethe/contracts';
import type { Command } from '@lethe/journal';
import type * as z from 'zod';
import { clearingFilter, clearingType } from '../relaying/publication.ts';

/** A public event as it arrived. `position` and `index` tell where it stands in its publisher's log. */
export type ReceivedEvent<Type extends string = string, Data = unknown> = Readonly<{
  /** The same at every delivery. */
  id: string;
  type: Type;
  entityId: string;
  /** When it happened; ISO 8601, UTC. */
  time: string;
  data: Data;
  epoch: string;
  position: bigint;
  index: number;
  correlationId: string;
}>;

/** The schema of every type a reaction handles, by type and by the last part of the subject. */
export type Handled = Readonly<{ type: string; name: string; data: z.ZodObject }>;

/** What a service does when another service says that something happened. One durable consumer each. */
export type Reaction = Readonly<{
  /** Names the durable, so it never changes: `<service>-<purpose>-<partition>`. */
  purpose: string;
  from: ServiceName;
  /** NATS subject filter. */
  filter: string;
  handles: readonly Handled[];
  /**
   * Somebody keeps asking by calls until it is acknowledged, so that its messages are never parked, and none of them is
   * taken for done because the account is gone.
   */
  askedAgain?: true;
  /** Runs at least once for each event, in order for each entity. Its effect is an append under the command's id, or rows that a second time changes nothing about. */
  handle: (event: ReceivedEvent, command: Command) => Promise<void>;
}>;

type Received<E extends PublicEvent> = E extends PublicEvent
  ? ReceivedEvent<E['type'], Readonly<z.infer<E['data']>>>
  : never;

/** Reacts to one public event, or to several of one context in the order in which they happened to an entity. */
export const react = <const E extends PublicEvent>({
  purpose,
  to,
  from,
  handle,
}: Readonly<{
  purpose: string;
  to: E | readonly [E, ...E[]];
  from: ServiceName;
  handle: (event: Received<E>, command: Command) => Promise<void>;
}>): Reaction => {
  const events: readonly PublicEvent[] = 'type' in to ? [to] : to;
  const contexts = new Set(events.map(({ context }) => context));
  const [context] = contexts;
  if (context === undefined || contexts.size > 1)
    throw new Error(`${purpose} reacts to more than one context: order is promised within one only.`);
  const [only] = events;
  const name = events.length === 1 && only !== undefined ? only.name : '*';
  return {
    purpose,
    from,
    filter: `lethe.evt.${context}.v1.${partition}.*.${name}`,
    handles: events.map(({ type, name: last, data }) => ({ type, name: last, data })),
    handle: (event, command) => handle(event as Received<E>, command),
  };
};

/** Reacts to the request to clear an account: a debt, which cancellation asks for again until it is acknowledged. */
export const reactToClearing = <Data extends z.ZodObject>({
  participant,
  data,
  handle,
}: Readonly<{
  participant: string;
  data: Data;
  handle: (event: ReceivedEvent<typeof clearingType, Readonly<z.infer<Data>>>, command: Command) => Promise<void>;
}>): Reaction => ({
  purpose: 'clear-account',
  from: 'cancellation',
  filter: clearingFilter(participant),
  handles: [{ type: clearingType, name: 'requested', data }],
  askedAgain: true,
  handle: (event, command) => handle(event as ReceivedEvent<typeof clearingType, Readonly<z.infer<Data>>>, command),
});

export const durableOf = (service: string, purpose: string): string => `${service}-${purpose}-${partition}`;
