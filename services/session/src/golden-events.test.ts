import { goldenEvents } from '@lethe/journal/golden';
import { session } from './session.service.ts';
import { sessionsDecider } from './sessions.decider.ts';
import { sessionsEvents } from './sessions.events.ts';

goldenEvents({
  of: session.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [{ events: sessionsEvents, fold: sessionsDecider }],
});
