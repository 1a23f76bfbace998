import { dueMigrations, sagaRunner, sagaWakes } from '@lethe/saga';
import { defineService } from '@lethe/service';
import { category } from './cancellation-kit.ts';
import { cancellationSettings } from './cancellation.config.ts';
import { cancellationInvariants } from './cancellation.invariants.ts';
import { CancellationModule } from './cancellation.module.ts';
import { cancellationPublished } from './cancellation.published.ts';
import { cancellationEvents } from './cancellation/cancellation.events.ts';
import { cancellationSaga } from './cancellation/cancellation.saga.ts';
import { cancellationsMigrations } from './desk/cancellations.migrations.ts';
import { cancellations } from './desk/cancellations.view.ts';
import { comparingWithLedger } from './ledger/compare-with-ledger.ts';
import { ledgerMigrations } from './ledger/ledger.migrations.ts';
import { performDebt } from './performing/perform-debt.ts';

const hourMs = 3_600_000;

/** How an account goes for good: the saga, its participants and its certificates. */
export const cancellation = defineService({
  name: 'cancellation',
  events: [cancellationEvents],
  migrations: [...dueMigrations, ...cancellationsMigrations, ...ledgerMigrations],
  views: [cancellations, sagaWakes(category, Object.keys(cancellationEvents), 3)],
  published: cancellationPublished,
  invariants: cancellationInvariants,
  settings: cancellationSettings,
  module: CancellationModule,
  work: (kit) => ({
    timers: [{ name: 'ledger', everyMs: hourMs, run: comparingWithLedger(kit) }],
    workers: [
      sagaRunner({
        ...kit,
        service: kit.name,
        category,
        saga: cancellationSaga,
        perform: performDebt(kit),
        pollMs: 100,
      }),
    ],
  }),
});
