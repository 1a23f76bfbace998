export * from './definition.ts';
export * from './settings.ts';
