import { generationKeeper, noteBackUp } from '@lethe/sealing';
import {
  clockOf,
  countedIndexKeys,
  databaseUrls,
  keptGenerations,
  type CountedIndexKey,
  type KeptGeneration,
} from '@lethe/service';
import { environmentHere } from './environment.ts';
import { withKeys } from './key-store.ts';
import { loaded, namedServices, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';
import { withDatabase } from './verify/log.ts';

/** Says which generations of keys there are, does what is due with them, or takes note of a back-up. */
export const keys = async ([what, ...words]: readonly string[]): Promise<void> => {
  if (what === 'status') return forEach(words, sayStanding);
  if (what === 'keep') return forEach(words, keep);
  const [beganAt = '', ...services] = words;
  if (what === 'backed-up' && isInstant(beganAt))
    return forEach(services, (service) => noteGoodBackUp(service, beganAt));
  throw new UsageError('Say: lethe keys status [SERVICE …], keep [SERVICE …], or backed-up INSTANT [SERVICE …]');
};

/** As logs and `lethe keys status` write it; without a zone it would be anybody's. */
const isInstant = (word: string): boolean =>
  /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(word) && !Number.isNaN(Date.parse(word));

const forEach = async (words: readonly string[], act: (service: ServiceName) => Promise<void>): Promise<void> => {
  for (const service of namedServices(words)) await act(service);
};

const noteGoodBackUp = (service: ServiceName, beganAt: string): Promise<void> =>
  withKeys(service, async ({ pool }) => {
    const number = await noteBackUp(pool, service, beganAt);
    say(
      number === undefined
        ? `${service}: no generation was whole at that time. Nothing is noted.`
        : `${service}: generation ${number} lies in that back-up. Those before it may go when their time has come.`,
    );
  });

const sayStanding = async (service: ServiceName): Promise<void> => {
  const generations = await standingOf(service);
  if (generations.length === 0) say(`${service}: no generations: it has kept no keys yet.`);
  for (const generation of generations) say(`${service}: ${lineOf(generation, generations.at(-1) === generation)}`);
  for (const key of await indexKeysOf(service)) say(`${service}: ${indexKeyLineOf(key)}`);
};

const lineOf = (generation: KeptGeneration, wraps: boolean): string => {
  const { number, begunAt, retiredAt, goneBy, destroyed, overdue } = generation;
  const end = retiredAt === null ? `${overdue ? 'OVERDUE: ' : ''}gone by ${goneBy}` : `gone since ${retiredAt}`;
  return `generation ${number}${wraps ? ', which wraps' : ''}: since ${begunAt}, ${destroyed} keys destroyed, ${end}`;
};

const indexKeyLineOf = ({ id, madeAt, generation, leftAt, rows }: CountedIndexKey): string => {
  const end = leftAt === null ? `${rows} rows under it` : `nothing under it since ${leftAt}`;
  return `index key ${id}, of generation ${generation}: since ${madeAt}, ${end}`;
};

const indexKeysOf = async (name: ServiceName): Promise<readonly CountedIndexKey[]> => {
  const [service] = await loaded([name]);
  const { LETHE_POSTGRES_URL: server = '', LETHE_DATA: data = '.lethe' } = environmentHere();
  if (service === undefined || service.events.length === 0) return [];
  const urls = databaseUrls(server, data, name);
  return withDatabase(urls.keys, (keyed) => withDatabase(urls.log, (log) => countedIndexKeys(service, keyed, log)));
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
  await withKeys(service, async (store) => {
    await generationKeeper(store)(clockOf(environmentHere())());
  });
  await sayStanding(service);
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
