import { provisionerName } from '@lethe/bus';
import { runServices } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { provision } from './provision.ts';
import { isServiceName, loaded, serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';

type Chosen = Readonly<{ names: readonly ServiceName[]; provisioner: boolean }>;

const chosen = (words: readonly string[]): Chosen => {
  if (words.length === 1 && words[0] === 'all') return { names: serviceNames, provisioner: true };
  const unknown = words.filter((word) => !isServiceName(word) && word !== provisionerName);
  if (words.length === 0 || unknown.length > 0)
    throw new UsageError(
      `Say which services to run: all, or some of ${[provisionerName, ...serviceNames].join(', ')}. Unknown: ${unknown.join(', ') || 'none named'}.`,
    );
  return { names: serviceNames.filter((name) => words.includes(name)), provisioner: words.includes(provisionerName) };
};

/** Runs services in this process until it is told to stop. */
export const run = async (words: readonly string[]): Promise<void> => {
  const { names, provisioner } = chosen(words);
  const environment = environmentHere();
  if (names.length === serviceNames.length) await provision();
  await runServices({ services: await loaded(names), provisioner }, environment);
};
