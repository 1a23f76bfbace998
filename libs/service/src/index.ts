export * from './clock.ts';
export * from './definition.ts';
export * from './open-key-store.ts';
export * from './provision.ts';
export * from './read-settings.ts';
export * from './settings.ts';
export * from './start-service.ts';
export * from './view-desk.ts';
