import { goldenEvents } from '@lethe/journal/golden';
import { session } from './session.definition.ts';
import { sessionsEvents } from './sessions.events.ts';
import { sessionsFold } from './sessions.ts';

goldenEvents({
  of: session.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [{ events: sessionsEvents, fold: sessionsFold }],
});
