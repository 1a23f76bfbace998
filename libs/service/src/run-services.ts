import type { ServiceDefinition } from './definition.ts';
import { startProvisioner } from './run-provisioner.ts';
import { startService, type RunningService } from './start-service.ts';

type Running = Readonly<{
  services: readonly ServiceDefinition[];
  /** Also keeps streams and durables. */
  provisioner?: boolean;
}>;

/**
 * Runs services in this process until it is told to stop; stops whoever let requests in first. A parent process is told
 * once all of them are ready.
 * @throws Error where one does not start; then none runs.
 */
export const runServices = async (
  { services, provisioner = false }: Running,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  const started: RunningService[] = [];
  /** The gateway, which comes last, first: then nobody comes in any more, and the others stop side by side. */
  const stop = async (): Promise<void> => {
    await started.pop()?.stop();
    await Promise.all(started.splice(0).map((service) => service.stop()));
  };
  try {
    if (provisioner) started.push(await startProvisioner(environment));
    for (const service of services) started.push(await startService(service, environment));
  } catch (error) {
    await stop();
    throw error;
  }
  stopWhenTold(stop);
  process.send?.({
    ready: true,
    url: started.map(({ url }) => url).find((known) => known !== undefined),
    services: started.map(({ name }) => name),
    /** Since the process began. */
    milliseconds: performance.now(),
  });
};

/** What a service's `main.ts` does. Where it does not come up it says why, and ends. */
export const runAlone = async (service: ServiceDefinition): Promise<void> => {
  try {
    await runServices({ services: [service] }, process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
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
