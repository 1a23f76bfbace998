import { instant } from '@lethe/contracts';
import type { Fold } from '@lethe/deciding';
import * as z from 'zod';
import { defineEvents, type EventOf } from '../events.ts';

/**
 * How far an index key is. `filling`: rows are written under it, too; `in-use`: every row is there, and look-ups ask for it;
 * `alone`: nothing is written under older ones any more; `swept`: nothing lies under older ones.
 */
const steps = ['filling', 'in-use', 'alone', 'swept'] as const;

/** In the catalogue of every service that has blind indexes; all in one stream, which whoever writes a row asserts. */
export const indexKeyEvents = defineEvents({
  IndexKeyMoved: { version: 1, data: z.strictObject({ keyId: z.int().min(1), to: z.enum(steps), at: instant }) },
});
export type IndexKeyEvent = EventOf<typeof indexKeyEvents>;

export const indexKeysStream = 'index-keys';

/** Rows are written under `inUse` and `beside`, and found under `inUse`. */
export type IndexKeys = Readonly<{
  inUse: number;
  beside: number | undefined;
  step: (typeof steps)[number];
  /** Of the last step; undefined where there was none. */
  since: string | undefined;
}>;

const first: IndexKeys = { inUse: 1, beside: undefined, step: 'swept', since: undefined };

const evolve = (keys: IndexKeys, { data: { keyId, to, at: since } }: IndexKeyEvent): IndexKeys => {
  if (to === 'filling') return { inUse: keys.inUse, beside: keyId, step: to, since };
  if (to === 'in-use') return { inUse: keyId, beside: keys.inUse, step: to, since };
  return { inUse: keyId, beside: undefined, step: to, since };
};

export const indexKeysFold: Fold<IndexKeys, IndexKeyEvent> = { initial: first, evolve };
