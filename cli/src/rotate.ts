import { rewrapServiceKeys, rotateWrappingKey, type KeyStore } from '@lethe/sealing';
import { openKeyStore, replaceBusKey, retireBusKeys } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { isServiceName, serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';

/** Gives keys up for new ones while the services run. Broken off, it is simply done again. */
export const rotate = async ([what, ...words]: readonly string[]): Promise<void> => {
  if (what === 'wrapping-key') return rotateWrappingKeys(named(words));
  if (what === 'master-key' && words.length === 0) return rotateMasterKey();
  if (what === 'master-key' && words.length === 1 && words[0] === '--retire') return retireMasterKeys();
  if (what === 'bus-key' && words.length > 0) return rotateBusKeys(words);
  throw new UsageError(
    'Say: lethe rotate wrapping-key [SERVICE …], lethe rotate master-key [--retire], or lethe rotate bus-key NAME … [--retire]',
  );
};

const named = (words: readonly string[]): readonly ServiceName[] => {
  if (!words.every(isServiceName)) throw new UsageError(`The services are ${serviceNames.join(', ')}.`);
  return words.length === 0 ? serviceNames : serviceNames.filter((name) => words.includes(name));
};

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
  for (const name of words.filter((word) => word !== '--retire'))
    if (retiring) {
      retireBusKeys(data, name);
      say(`${name}: only its newest key for NATS is let in, once NATS has read nats-accounts.conf again.`);
    } else {
      replaceBusKey(data, name);
      say(`${name}: a new key for NATS is let in beside the old one, once NATS has read nats-accounts.conf again.`);
    }
};

const rotateMasterKey = async (): Promise<void> => {
  await withKeys('identity', ({ master }) => master.renew());
  await rewrapAll();
  say('Every service is under the new master key. The old one still opens back-ups: lethe rotate master-key --retire');
};

/** Everything is wrapped anew first, so that nothing can be left under what goes. */
const retireMasterKeys = async (): Promise<void> => {
  await rewrapAll();
  await withKeys('identity', ({ master }) => master.retire());
  say('Only the newest master key is left.');
};

const rewrapAll = async (): Promise<void> => {
  for (const service of serviceNames) await withKeys(service, rewrapServiceKeys);
};

const withKeys = async (service: ServiceName, work: (store: KeyStore) => Promise<void>): Promise<void> => {
  const { close, ...store } = await openKeyStore(service, environmentHere());
  try {
    await work(store);
  } finally {
    await close();
  }
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
