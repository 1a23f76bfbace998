export { viewCheckpoints, ViewBehind, type Checkpoints } from './checkpoints.ts';
export { assertHeld, LeaseLost } from './lease-rows.ts';
export { leases, type Lease, type Leases, type LeaseTimes } from './lease.ts';
export { CheckpointMoved } from './projecting.ts';
export { viewRunner, type ViewRunner, type ViewRunnerParts } from './runner.ts';
export { checkViews, type AnyView, type Logged, type SealedData, type Statement, type View } from './view.ts';
export { viewMigrations } from './views.migrations.ts';
