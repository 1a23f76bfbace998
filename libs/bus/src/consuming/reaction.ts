import {
  clearAccount,
  clearingDurable,
  subscribedSubject,
  type PublicEvent,
  type ServiceName,
  type Subscription,
} from '@lethe/contracts';
import type { Command } from '@lethe/journal';
import type * as z from 'zod';
import { clearingType } from '../relaying/publication.ts';

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

/** Reacts to what a subscription of the contracts names, in the order in which it happened to an entity. */
export const react = <const E extends PublicEvent>({
  purpose,
  to,
  from,
  handle,
}: Omit<Subscription<E>, 'consumer'> &
  Readonly<{ handle: (event: Received<E>, command: Command) => Promise<void> }>): Reaction => ({
  purpose,
  from,
  filter: subscribedSubject({ purpose, to }),
  handles: to.map(({ type, name, data }) => ({ type, name, data })),
  handle: (event, command) => handle(event as Received<E>, command),
});

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
  purpose: clearAccount,
  from: 'cancellation',
  filter: clearingDurable(participant).filter,
  handles: [{ type: clearingType, name: 'requested', data }],
  askedAgain: true,
  handle: (event, command) => handle(event as ReceivedEvent<typeof clearingType, Readonly<z.infer<Data>>>, command),
});
