import type { CancellationMoments } from '../../../api/generated/types.gen.ts';

export const momentNames = ['confirmed', 'locked', 'withdrawn', 'final', 'cleared', 'certified', 'completed'] as const;
export type MomentName = (typeof momentNames)[number];
export type Moment = Readonly<{ name: MomentName; at: string }>;

/** The moments of a cancellation that have come, in their order. */
export const momentsOf = (moments: CancellationMoments): readonly Moment[] =>
  momentNames.flatMap((name) => {
    const at = moments[`${name}At`];
    return at === null ? [] : [{ name, at }];
  });
