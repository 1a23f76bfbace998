import { operatorName } from '@lethe/bus';
import { clockOf, databaseUrls, natsOf, unpublishedOf, type Invariant } from '@lethe/service';
import { connect } from '@nats-io/transport-node';
import { environmentHere, type Environment } from '../environment.ts';
import { loaded, serviceNames, type Service } from '../services.ts';
import type { Finding } from './finding.ts';
import { checkGenerations } from './generations.ts';
import { clearedAccounts, keysLeft } from './keys.ts';
import { checkLedger } from './ledger.ts';
import { eventsOf, gapsIn, withDatabase } from './log.ts';
import { waitingIn } from './waiting.ts';

/**
 * Checks, read-only and as each service's own role, what must hold at every moment: streams and positions without a gap, what
 * each service says of its own
 * log, no key of a completed account, no generation of keys that should be gone, and the ledger beside all of it.
 */
export const verify = async (): Promise<void> => {
  const environment = environmentHere();
  const url = environment['LETHE_POSTGRES_URL'];
  if (url === undefined)
    throw new Error('Say where the databases are: LETHE_POSTGRES_URL, or run it where `npm start` runs.');
  const services = await loaded(serviceNames);
  const urlsOf = (service: string) => databaseUrls(url, environment['LETHE_DATA'] ?? '.lethe', service);
  const own = await Promise.all(
    services.map((service) => checkLog(urlsOf(service.name).log, service.name, service.invariants ?? [], environment)),
  );
  const findings = [
    ...own.flat(),
    ...(await checkStreams(services, environment)),
    await checkKeys(urlsOf),
    ...(await checkGenerations()),
    ...(await checkLedger(urlsOf, environment)),
  ];
  const broken = findings.filter(({ found }) => found.length > 0);
  for (const { service, rule, found } of broken)
    process.stdout.write(`${service}: ${rule}\n${found.map((line) => `  ${line}\n`).join('')}`);
  if (broken.length > 0) throw new Error(`${broken.length} of ${findings.length} rules are broken.`);
  process.stdout.write(`Nothing is wrong: ${findings.length} rules hold.\n`);
};

const checkLog = (
  url: string,
  service: string,
  invariants: readonly Invariant[],
  environment: Environment,
): Promise<readonly Finding[]> =>
  withDatabase(url, async (client) => {
    const now = clockOf(environment)();
    const types = [...new Set(invariants.flatMap((invariant) => invariant.types))];
    const events = await eventsOf(client, types);
    return [
      { service, rule: 'the log has no gap', found: await gapsIn(client) },
      { service, rule: 'nothing waits for a person', found: await waitingIn(client) },
      ...invariants.map(({ name, types: seen, violations }) => ({
        service,
        rule: name,
        found: violations(
          events.filter(({ type }) => seen.includes(type)),
          now,
          environment,
        ),
      })),
    ];
  });

/** Where NATS is known. A service that publishes nothing has nothing to compare. */
const checkStreams = async (services: readonly Service[], environment: Environment): Promise<readonly Finding[]> => {
  const { LETHE_NATS_URL } = environment;
  if (LETHE_NATS_URL === undefined) return [];
  const nats = await connect(natsOf(operatorName, { ...environment, LETHE_NATS_URL }));
  try {
    const publishing = services.filter(({ published }) => published !== undefined);
    return await Promise.all(
      publishing.map(async (service) => ({
        service: service.name,
        rule: 'what the log says is published',
        found: await unpublishedOf(service, environment, nats),
      })),
    );
  } finally {
    await nats.close();
  }
};

const checkKeys = async (urlsOf: (service: string) => ReturnType<typeof databaseUrls>): Promise<Finding> => {
  const accounts = await withDatabase(urlsOf('cancellation').log, clearedAccounts);
  const left = await Promise.all(
    serviceNames.map((name) => withDatabase(urlsOf(name).keys, (client) => keysLeft(client, name, accounts))),
  );
  return { service: 'cancellation', rule: 'no key of a completed account is left', found: left.flat() };
};
