export * from './answers.ts';
export * from './caller.ts';
export * from './calls.ts';
export * from './clock.ts';
export * from './fault.ts';
export * from './keyring.ts';
export * from './publication.ts';
export * from './reaction.ts';
