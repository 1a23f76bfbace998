export * from './calls/answers.ts';
export * from './calls/caller.ts';
export * from './calls/calls.ts';
export * from './clock.ts';
export * from './calls/fault.ts';
export * from './proof/keyring.ts';
export { busAudience } from './proof/proof.ts';
export * from './calls/nats-calls.ts';
export * from './streams/nats-server.ts';
export * from './relaying/publication.ts';
export * from './consuming/reaction.ts';
export * from './calls/serve-calls.ts';
export { busMigrations } from './bus.migrations.ts';
export { publicMessages } from './relaying/public-message.ts';
export { relayName, relayOf } from './relaying/relay.ts';
export { busPlan, smallStream, type BusPlan } from './provisioning/bus-plan.ts';
export {
  busContracts,
  identityNames,
  operatorName,
  permissionsOf,
  provisionerName,
  type BusContracts,
} from './provisioning/permissions.ts';
export { serverAccounts } from './provisioning/server-accounts.ts';
export { keeperOfBus, provisionBus } from './provisioning/keep-bus.ts';
export { consumerOf } from './consuming/consumer.ts';
