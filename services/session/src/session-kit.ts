import type { Kit } from '@lethe/service';
import type { SessionSettings } from './session.config.ts';
import type { SessionsEvent } from './sessions.events.ts';

export type SessionKit = Kit<SessionsEvent, SessionSettings>;
