export * from './clock.ts';
export * from './database-text.ts';
export * from './database.ts';
export * from './eventually.ts';
export * from './line.ts';
export * from './quiet.ts';
export * from './seeded.ts';
