import type { Kit } from '@lethe/service';
import type { FactorsEvent } from './factors.events.ts';
import type { MfaSettings } from './mfa.config.ts';

export type MfaKit = Kit<FactorsEvent, MfaSettings>;

export const factorsOf = (accountId: string): string => `factors-${accountId}`;
