import { goldenEvents } from '@lethe/journal/golden';
import { factorsEvents } from './factors.events.ts';
import { mfa } from './mfa.definition.ts';
import { factorsFold } from './factors.ts';

goldenEvents({
  of: mfa.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [{ events: factorsEvents, fold: factorsFold }],
});
