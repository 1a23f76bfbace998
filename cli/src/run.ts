import { startService } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { provision } from './provision.ts';
import { services, type Service } from './services.ts';
import { UsageError } from './usage.ts';

const chosen = (names: readonly string[]): readonly Service[] => {
  if (names.length === 1 && names[0] === 'all') return services;
  const known = services.map(({ name }) => name as string);
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0)
    throw new UsageError(
      `Say which services to run: all, or some of ${known.join(', ')}. Unknown: ${unknown.join(', ') || 'none named'}.`,
    );
  return services.filter(({ name }) => names.includes(name));
};

/** Runs services in this process until it is told to stop; stops whoever let requests in first. */
export const run = async (names: readonly string[]): Promise<void> => {
  const began = performance.now();
  const wanted = chosen(names);
  const environment = environmentHere();
  if (wanted.length === services.length) await provision();
  const started: Awaited<ReturnType<typeof startService>>[] = [];
  /** The gateway, which comes last, first: then nobody comes in any more, and the others stop side by side. */
  const stop = async (): Promise<void> => {
    await started.pop()?.stop();
    await Promise.all(started.splice(0).map((service) => service.stop()));
  };
  try {
    for (const service of wanted) started.push(await startService(service, environment));
  } catch (error) {
    await stop();
    throw error;
  }
  stopWhenTold(stop);
  const url = started.map((service) => service.url).find((known) => known !== undefined);
  process.send?.({
    ready: true,
    url,
    services: wanted.map(({ name }) => name),
    milliseconds: performance.now() - began,
  });
};

/** SIGTERM, Ctrl-C, or a parent that is gone. A second word of it changes nothing. */
const stopWhenTold = (stop: () => Promise<void>): void => {
  let stopping: Promise<void> | undefined;
  const once = (): void => {
    stopping ??= stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', once);
  process.on('SIGINT', once);
  process.on('disconnect', once);
};
