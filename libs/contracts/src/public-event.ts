import * as z from 'zod';
import type { ServiceName } from './call.ts';
import { hasPersonal } from './personal.ts';

/** What other services may learn: CloudEvents `type`, without personal data (EVT-1). */
export type PublicEvent<Data extends z.ZodObject = z.ZodObject> = Readonly<{
  /** The version is part of the name. */
  type: `lethe.${string}.v${number}`;
  /** Middle of the subject: `lethe.evt.<context>.v1.<partition>.<entityId>.<name>`. */
  context: string;
  name: string;
  meaning: string;
  data: Data;
}>;

/** @throws Error at import when the data holds personal fields, so that no build can ship it. */
export const publicEvent = <Data extends z.ZodObject>(event: PublicEvent<Data>): PublicEvent<Data> => {
  if (hasPersonal(event.data)) throw new Error(`${event.type} would publish personal data.`);
  return event;
};

/** One partition by default; more by provisioning. */
export const partition = 'p0';

export const eventSubject = ({ context, name }: PublicEvent, entityId: string): string =>
  `lethe.evt.${context}.v1.${partition}.${entityId}.${name}`;

/** Clearing is asked in cancellation's stream, one subject per participant. */
export const clearingSubject = (participant: string, accountId: string, step: 'requested'): string =>
  `lethe.clr.v1.${participant}.${partition}.${accountId}.${step}`;

/** What a participant subscribes to. */
export const clearingFilter = (participant: string): string => `lethe.clr.v1.${participant}.${partition}.*.requested`;

/** JetStream stream that one service alone writes. */
export const streamOf = (service: string): string => `LETHE_${service.replaceAll('-', '_').toUpperCase()}`;

/** Whose public events these are: the service that decides about such an entity, and alone writes their stream. */
const publishers = {
  account: 'identity',
  session: 'session',
  factor: 'mfa',
  workspace: 'workspace-ownership',
  ticket: 'ticketing',
  cancellation: 'cancellation',
} as const satisfies Readonly<Record<string, ServiceName>>;

export type PublicContext = keyof typeof publishers;
export const publicContexts = Object.keys(publishers) as readonly PublicContext[];
export const publisherOf = (context: PublicContext): ServiceName => publishers[context];

/** All public events of a context. */
export const contextFilter = (context: PublicContext): string => `lethe.evt.${context}.v1.${partition}.*.*`;

/** Subjects of the service's own stream; none where it publishes nothing. */
export const publishedSubjects = (service: ServiceName): readonly string[] => {
  const context = publicContexts.find((each) => publishers[each] === service);
  if (context === undefined) return [];
  const events = `lethe.evt.${context}.v1.>`;
  return service === 'cancellation' ? [events, 'lethe.clr.v1.>'] : [events];
};
