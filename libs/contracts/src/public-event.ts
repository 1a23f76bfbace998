import * as z from 'zod';
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

/** JetStream stream that one service alone writes. */
export const streamOf = (service: string): string => `LETHE_${service.replaceAll('-', '_').toUpperCase()}`;
