export { viewCheckpoints, ViewBehind, type Checkpoints } from './checkpoints.ts';
export { CheckpointMoved } from './course.ts';
export { viewLag, type Lag } from './lag.ts';
export { parkedEvents, type ParkedEvent } from './parked.ts';
export { EventNotUnderstood } from './poison.ts';
export { replayView } from './replay.ts';
export { groundOf, rebuildView, viewRunner, type ViewGround, type ViewRunner, type ViewRunnerParts } from './runner.ts';
export { checkViews, type AnyView, type Logged, type SealedData, type Statement, type View } from './view.ts';
export { viewMigrations } from './views.migrations.ts';
