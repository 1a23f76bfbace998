import type { Kit } from '@lethe/service';
import type { TicketingSettings } from './ticketing.config.ts';
import type { TicketingEvent } from './ticketing.events.ts';

export type TicketingKit = Kit<TicketingEvent, TicketingSettings>;
