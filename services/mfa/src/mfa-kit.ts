import type { FromSnapshot } from '@lethe/journal';
import type { Kit } from '@lethe/service';
import type { FactorsEvent } from './factors.events.ts';
import type { MfaSettings } from './mfa.config.ts';

export type MfaKit = Kit<FactorsEvent, MfaSettings>;

/** The stream grows with every code that is given, what it comes to does not. */
export const factorsFromSnapshot = { fold: 'factors', version: 2, every: 20 } as const satisfies FromSnapshot;
