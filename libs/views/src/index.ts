export { viewCheckpoints, ViewBehind } from './checkpoints.ts';
export { viewLag, type Lag } from './lag.ts';
export { parkedEvents, type ParkedEvent } from './parked.ts';
export { replayView } from './replay.ts';
export { rebuildingOf, rebuildView, viewRunner } from './runner.ts';
export type { AnyView, View } from './view.ts';
export { viewMigrations } from './views.migrations.ts';
