import {
  announcedIn,
  begunOf,
  generationKeeper,
  rewrapServiceKeys,
  rotateWrappingKey,
  type Keeping,
} from '@lethe/sealing';
import { clockOf, replaceBusKey, retireBusKeys, retireSharedMasterKey } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { withKeys } from './key-store.ts';
import { namedServices, serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';

/** Gives keys up for new ones while the services run. Broken off, it is simply done again. */
export const rotate = async ([what, ...words]: readonly string[]): Promise<void> => {
  if (what === 'wrapping-key') return rotateWrappingKeys(namedServices(words));
  if (what === 'master-key' && words.includes('--retire'))
    return retireMasterKeys(namedServices(without(words, '--retire')));
  if (what === 'master-key') return rotateMasterKeys(namedServices(words));
  if (what === 'bus-key' && words.length > 0) return rotateBusKeys(words);
  throw new UsageError(
    'Say: lethe rotate wrapping-key [SERVICE …], lethe rotate master-key [SERVICE …] [--retire], or lethe rotate bus-key NAME … [--retire]',
  );
};

const without = (words: readonly string[], flag: string): readonly string[] => words.filter((word) => word !== flag);

const rotateWrappingKeys = async (chosen: readonly ServiceName[]): Promise<void> => {
  for (const service of chosen)
    await withKeys(service, async (store) => {
      const { rewrapped } = await rotateWrappingKey(store);
      say(`${service}: ${rewrapped} subject keys are under a new wrapping key, and the old one is gone.`);
    });
};

/** What NATS lets in changes with its accounts file, which it reads when it is told to reload. */
const rotateBusKeys = (words: readonly string[]): void => {
  const { LETHE_DATA: data = '.lethe' } = environmentHere();
  const retiring = words.includes('--retire');
  for (const name of without(words, '--retire'))
    if (retiring) {
      retireBusKeys(data, name);
      say(`${name}: only its newest key for NATS is let in, once NATS has read nats-accounts.conf again.`);
    } else {
      replaceBusKey(data, name);
      say(`${name}: a new key for NATS is let in beside the old one, once NATS has read nats-accounts.conf again.`);
    }
};

/** A new generation: a master key, a wrapping key under it, and every subject key under that. */
const rotateMasterKeys = async (chosen: readonly ServiceName[]): Promise<void> => {
  for (const service of chosen)
    await withKeys(service, async (store) => {
      const announced = announcedIn(await generationKeeper(store)(now(), { rotate: true }));
      say(
        announced === undefined
          ? `${service}: its keys are under a new master key. The old one still opens back-ups, until it is retired.`
          : `${service}: a new master key is there, and wraps once every replica that runs has seen it, in a minute or two.`,
      );
    });
};

/** What wrapped for all services, as in builds before, goes once none of them needs it. */
const retireMasterKeys = async (chosen: readonly ServiceName[]): Promise<void> => {
  for (const service of chosen) await withKeys(service, rewrapIfTaking);
  const { LETHE_DATA: data = '.lethe' } = environmentHere();
  if (chosen.length === serviceNames.length && (await retireSharedMasterKey(data)))
    say('The master key of all services is gone.');
  for (const service of chosen)
    await withKeys(service, async (store) => {
      const generations = begunOf(await generationKeeper(store)(now(), { retire: true }));
      const staying = generations.slice(0, -1).filter(({ retiredAt }) => retiredAt === null);
      if (store.taking) say(`${service}: what kept its master key before still unwraps. Nothing is retired.`);
      else if (staying.length === 0) say(`${service}: only the newest master key is left.`);
      else
        say(
          `${service}: ${staying.length} older ones stay until its look-ups are under a newer index key: say it again then.`,
        );
    });
};

const rewrapIfTaking = async (store: Keeping): Promise<void> => {
  if (store.taking) await rewrapServiceKeys(store);
};

const now = (): string => clockOf(environmentHere())();

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
