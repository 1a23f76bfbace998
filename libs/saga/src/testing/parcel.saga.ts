import { defineEvents, type EventOf } from '@lethe/journal';
import type { Message } from '@lethe/deciding';
import * as z from 'zod';
import type { Debt, Saga } from '../saga.ts';

/** A parcel is packed and labelled, each by somebody else, and sent from the morning on. */
export const parcelEvents = defineEvents({
  ParcelOrdered: { version: 1, data: z.strictObject({ sendFrom: z.string() }) },
  ParcelPacked: { version: 1, data: z.strictObject({}) },
  ParcelLabelled: { version: 1, data: z.strictObject({}) },
  ParcelSent: { version: 1, data: z.strictObject({}) },
});
export type ParcelEvent = EventOf<typeof parcelEvents>;
type Step = 'pack' | 'label' | 'send';
export type ParcelCommand = Message<'Settle', { step: Step }>;
type Parcel = Readonly<{ sendFrom: string; open: readonly Step[] }>;

const settledBy = { pack: 'ParcelPacked', label: 'ParcelLabelled', send: 'ParcelSent' } as const;

const debtOf = (step: Step, sendFrom: string): Debt<Step, object> =>
  step === 'send' ? { type: step, data: {}, key: step, notBefore: sendFrom } : { type: step, data: {}, key: step };

export const parcelSaga: Saga<ParcelCommand, Parcel, ParcelEvent, never, Debt<Step, object>> = {
  initial: { sendFrom: '', open: [] },
  settle: ({ data: { step } }, { open }) => (open.includes(step) ? [{ type: settledBy[step], data: {} }] : []),
  evolve: (parcel, event) =>
    event.type === 'ParcelOrdered'
      ? { sendFrom: event.data.sendFrom, open: ['pack', 'label', 'send'] }
      : { ...parcel, open: parcel.open.filter((step) => settledBy[step] !== event.type) },
  owed: ({ open, sendFrom }) =>
    open.filter((step) => step !== 'send' || open.length === 1).map((step) => debtOf(step, sendFrom)),
};
