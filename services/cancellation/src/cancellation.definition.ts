import { dueMigrations, dueTable, sagaRunner, sagaWakes } from '@lethe/saga';
import { defineService } from '@lethe/service';
import { cancellationSettings } from './cancellation.config.ts';
import { cancellationInvariants } from './cancellation.invariants.ts';
import { CancellationModule } from './cancellation.module.ts';
import { cancellationPublished } from './cancellation.published.ts';
import { cancellationCategory, cancellationEvents } from './cancellation/cancellation.events.ts';
import { cancellationSaga } from './cancellation/cancellation.saga.ts';
import { cancellationsMigrations } from './desk/cancellations.migrations.ts';
import { cancellations } from './desk/cancellations.view.ts';
import { performDebt } from './performing/perform-debt.ts';

/** How an account goes for good: the saga, its participants and its certificates. */
export const cancellation = defineService({
  name: 'cancellation',
  events: [cancellationEvents],
  migrations: [...dueMigrations, ...cancellationsMigrations],
  views: [cancellations, sagaWakes(cancellationCategory, Object.keys(cancellationEvents), 2)],
  published: cancellationPublished,
  invariants: cancellationInvariants,
  personalData: { keys: {}, tables: dueTable },
  settings: cancellationSettings,
  module: CancellationModule,
  work: (kit) => ({
    workers: [
      sagaRunner({
        ...kit,
        service: kit.name,
        category: cancellationCategory,
        saga: cancellationSaga,
        perform: performDebt(kit),
        pollMs: 100,
      }),
    ],
  }),
});
