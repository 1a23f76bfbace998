export * from './sealing.ts';
export * from './field-sealing.ts';
export * from './file-master-key.ts';
export * from './in-memory-subject-keys.ts';
export * from './key-migrations.ts';
export * from './master-key.ts';
export * from './postgres-subject-keys.ts';
export * from './service-keys.ts';
