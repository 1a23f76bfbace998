import { runServices } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { provision } from './provision.ts';
import { isServiceName, loaded, serviceNames, type ServiceName } from './services.ts';
import { UsageError } from './usage.ts';

const chosen = (words: readonly string[]): readonly ServiceName[] => {
  if (words.length === 1 && words[0] === 'all') return serviceNames;
  const unknown = words.filter((word) => !isServiceName(word));
  if (words.length === 0 || unknown.length > 0)
    throw new UsageError(
      `Say which services to run: all, or some of ${serviceNames.join(', ')}. Unknown: ${unknown.join(', ') || 'none named'}.`,
    );
  return serviceNames.filter((name) => words.includes(name));
};

/** Runs services in this process until it is told to stop. */
export const run = async (words: readonly string[]): Promise<void> => {
  const names = chosen(words);
  const environment = environmentHere();
  if (names.length === serviceNames.length) await provision();
  await runServices(await loaded(names), environment);
};
