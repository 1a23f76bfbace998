import { generationKeeper } from '@lethe/sealing';
import { clockOf, databaseUrls, keptGenerations, openKeyStore, type KeptGeneration } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { isServiceName, serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';
import { withDatabase } from './verify/log.ts';

/** Says which generations of keys there are, or does what is due with them. */
export const keys = async ([what, ...words]: readonly string[]): Promise<void> => {
  const does = what === 'status' ? sayStanding : what === 'keep' ? keep : undefined;
  if (does === undefined || !words.every(isServiceName))
    throw new UsageError(
      `Say: lethe keys status [SERVICE …] or lethe keys keep [SERVICE …], of ${serviceNames.join(', ')}`,
    );
  for (const service of words.length === 0 ? serviceNames : serviceNames.filter((name) => words.includes(name)))
    await does(service);
};

const sayStanding = async (service: ServiceName): Promise<void> => {
  const generations = await standingOf(service);
  if (generations.length === 0) say(`${service}: no generations yet. They begin when it runs.`);
  for (const generation of generations) say(`${service}: ${lineOf(generation, generations.at(-1) === generation)}`);
};

const lineOf = (generation: KeptGeneration, wraps: boolean): string => {
  const { number, begunAt, retiredAt, goneBy, destroyed, overdue } = generation;
  const end = retiredAt === null ? `${overdue ? 'OVERDUE: ' : ''}gone by ${goneBy}` : `gone since ${retiredAt}`;
  return `generation ${number}${wraps ? ', which wraps' : ''}: since ${begunAt}, ${destroyed} keys destroyed, ${end}`;
};

export const standingOf = (service: ServiceName): Promise<readonly KeptGeneration[]> => {
  const environment = environmentHere();
  const { LETHE_POSTGRES_URL: server, LETHE_DATA: data = '.lethe' } = environment;
  if (server === undefined) throw new UsageError('Set LETHE_POSTGRES_URL, or say it where `npm start` runs.');
  return withDatabase(databaseUrls(server, data, service).keys, (client) =>
    keptGenerations(client, service, clockOf(environment)(), environment),
  );
};

/** As a service does by itself: for a job where services may not change their master keys. */
const keep = async (service: ServiceName): Promise<void> => {
  const environment = environmentHere();
  const { close, ...store } = await openKeyStore(service, environment);
  try {
    await generationKeeper(store)(clockOf(environment)());
  } finally {
    await close();
  }
  await sayStanding(service);
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
