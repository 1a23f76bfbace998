export * from './call.ts';
export * from './personal.ts';
export * from './public-event.ts';
