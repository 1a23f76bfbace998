import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyringOf, NatsCalls } from '@lethe/bus';
import type { ServiceName } from '@lethe/contracts';
import { quiet } from '@lethe/testing';
import type { System } from './system.ts';

/** Speaks on the bus as one of the services, with its own keys: for messages that come late, or twice. */
export const callsAs = async (system: System, service: ServiceName): Promise<NatsCalls> => {
  const read = (name: string): never =>
    JSON.parse(readFileSync(join(system.directory, 'data/keys', name), 'utf8')) as never;
  const clock = (): string => new Date(system.world.now()).toISOString();
  const keyring = await keyringOf({
    name: service,
    own: read(join(service, 'signing.jwk')),
    known: read('services.jwks.json'),
    clock,
  });
  const calls = new NatsCalls({ nats: system.identityOf(service), keyring, clock, log: quiet });
  await calls.connect();
  return calls;
};
