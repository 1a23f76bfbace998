import { goldenEvents } from '@lethe/journal/golden';
import { factorsDecider } from './factors.decider.ts';
import { factorsEvents } from './factors.events.ts';
import { mfa } from './mfa.service.ts';

goldenEvents({
  of: mfa.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [{ events: factorsEvents, fold: factorsDecider }],
});
