import { rewrapServiceKeys, rotateWrappingKey, type KeyStore } from '@lethe/sealing';
import { openKeyStore, replaceBusKey, retireBusKeys, retireSharedMasterKey } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { isServiceName, serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';

/** Gives keys up for new ones while the services run. Broken off, it is simply done again. */
export const rotate = async ([what, ...words]: readonly string[]): Promise<void> => {
  if (what === 'wrapping-key') return rotateWrappingKeys(named(words));
  if (what === 'master-key' && words.includes('--retire')) return retireMasterKeys(named(without(words, '--retire')));
  if (what === 'master-key') return rotateMasterKeys(named(words));
  if (what === 'bus-key' && words.length > 0) return rotateBusKeys(words);
  throw new UsageError(
    'Say: lethe rotate wrapping-key [SERVICE …], lethe rotate master-key [SERVICE …] [--retire], or lethe rotate bus-key NAME … [--retire]',
  );
};

const without = (words: readonly string[], flag: string): readonly string[] => words.filter((word) => word !== flag);

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
  for (const name of without(words, '--retire'))
    if (retiring) {
      retireBusKeys(data, name);
      say(`${name}: only its newest key for NATS is let in, once NATS has read nats-accounts.conf again.`);
    } else {
      replaceBusKey(data, name);
      say(`${name}: a new key for NATS is let in beside the old one, once NATS has read nats-accounts.conf again.`);
    }
};

const rotateMasterKeys = async (chosen: readonly ServiceName[]): Promise<void> => {
  for (const service of chosen)
    await withKeys(service, async (store) => {
      await store.master.renew();
      await rewrapServiceKeys(store);
      say(`${service}: its keys are under a new master key. The old one still opens back-ups, until --retire.`);
    });
};

/**
 * A service's keys are wrapped anew first, so that nothing can be left under what goes; what wrapped for all of them, as in
 * builds before, goes once none of them needs it.
 */
const retireMasterKeys = async (chosen: readonly ServiceName[]): Promise<void> => {
  for (const service of chosen)
    await withKeys(service, async (store) => {
      await rewrapServiceKeys(store);
      await store.master.retire();
      say(`${service}: only the newest master key is left.`);
    });
  if (
    chosen.length === serviceNames.length &&
    (await retireSharedMasterKey(environmentHere()['LETHE_DATA'] ?? '.lethe'))
  )
    say('The master key of all services is gone.');
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
