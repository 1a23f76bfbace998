import { goldenEvents } from '@lethe/journal/golden';
import { cancellation } from './cancellation.definition.ts';
import { cancellationEvents } from './cancellation/cancellation.events.ts';
import { cancellationSaga } from './cancellation/cancellation.saga.ts';

goldenEvents({
  of: cancellation.events,
  file: new URL('./golden-events.json', import.meta.url),
  folds: [{ events: cancellationEvents, fold: cancellationSaga }],
});
