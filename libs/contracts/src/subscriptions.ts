import type { ServiceName } from './call.ts';
import { participants } from './clearing.ts';
import { AccountRegistered } from './identity.events.ts';
import { FactorBound, FactorUnbound } from './mfa.ts';
import { clearingFilter, partition, streamOf, type PublicEvent } from './public-event.ts';
import { MemberLeft, OwnershipTransferred } from './workspace-ownership.events.ts';

/** Public events of one service that another one, or itself, reacts to: to all of them in the order of each entity. */
export type Subscription<E extends PublicEvent = PublicEvent> = Readonly<{
  consumer: ServiceName;
  /** Names the durable, so it never changes: `<consumer>-<purpose>-<partition>`. */
  purpose: string;
  from: ServiceName;
  to: readonly [E, ...E[]];
}>;

export const FirstWorkspace: Subscription<typeof AccountRegistered> = {
  consumer: 'workspace-ownership',
  purpose: 'first-workspace',
  from: 'identity',
  to: [AccountRegistered],
};

export const TellOwners: Subscription<typeof OwnershipTransferred> = {
  consumer: 'workspace-ownership',
  purpose: 'tell-owners',
  from: 'workspace-ownership',
  to: [OwnershipTransferred],
};

export const MailFactorChange: Subscription<typeof FactorBound | typeof FactorUnbound> = {
  consumer: 'mfa',
  purpose: 'mail-factor-change',
  from: 'mfa',
  to: [FactorBound, FactorUnbound],
};

export const ClosedWorkspace: Subscription<typeof MemberLeft> = {
  consumer: 'ticketing',
  purpose: 'closed-workspace',
  from: 'workspace-ownership',
  to: [MemberLeft],
};

export const subscriptions: readonly Subscription[] = [FirstWorkspace, TellOwners, MailFactorChange, ClosedWorkspace];

/** @throws Error where the events are not of one context: order is promised within one only. */
export const subscribedSubject = ({ purpose, to }: Pick<Subscription, 'purpose' | 'to'>): string => {
  const [first] = to;
  const { context } = first;
  if (to.some((event) => event.context !== context))
    throw new Error(`${purpose} reacts to more than one context: order is promised within one only.`);
  return `lethe.evt.${context}.v1.${partition}.*.${to.length === 1 ? first.name : '*'}`;
};

/** What the server remembers of one subscription: how far its consumer is in a stream. */
export type Durable = Readonly<{ consumer: string; name: string; stream: string; filter: string }>;

export const durableName = (consumer: string, purpose: string): string => `${consumer}-${purpose}-${partition}`;

export const durableOf = (subscription: Subscription): Durable => ({
  consumer: subscription.consumer,
  name: durableName(subscription.consumer, subscription.purpose),
  stream: streamOf(subscription.from),
  filter: subscribedSubject(subscription),
});

/** The purpose of every participant's subscription to the requests to clear. */
export const clearAccount = 'clear-account';

/** A participant's: it is asked to clear in cancellation's stream. */
export const clearingDurable = (participant: string): Durable => ({
  consumer: participant,
  name: durableName(participant, clearAccount),
  stream: streamOf('cancellation'),
  filter: clearingFilter(participant),
});

/** Of all our services. */
export const durables: readonly Durable[] = [...subscriptions.map(durableOf), ...participants.map(clearingDurable)];
