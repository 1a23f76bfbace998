export * from './address-digest.ts';
export * from './recipes.ts';
export * from './statement.ts';
export * from './verify-certificate.ts';
