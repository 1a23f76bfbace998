import { openViewDesk, UnknownView, type ViewDesk } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { isServiceName, loaded, serviceNames, type Service } from './services.ts';
import { UsageError } from './usage.ts';

/** How far the views are, and what they could not take in. Never what is in an event. */
export const views = async ([name, ...rest]: readonly string[]): Promise<void> => {
  if (rest.length > 0) throw new UsageError('Say: lethe views [SERVICE]');
  const asked = name === undefined ? await loaded(serviceNames) : [await called(name)];
  for (const service of asked.filter((each) => each.views.length > 0)) await at(service, (desk) => tell(service, desk));
};

const tell = async ({ name }: Service, desk: ViewDesk): Promise<void> => {
  for (const { view, position, events, seconds, parked } of await desk.lag())
    say(`${name} ${view}: at ${position}, ${events} events and ${Math.round(seconds)} s behind, ${parked} parked`);
  for (const { view, position, stream, error, parkedAt } of await desk.parked())
    say(`  parked by ${view} at ${parkedAt}: position ${position} of ${stream}, ${error}`);
};

export const rebuild = (words: readonly string[]): Promise<void> =>
  ofOneView('rebuild', words, async (desk, view) => {
    const began = performance.now();
    await desk.rebuild(view);
    say(`${view} was rebuilt in ${((performance.now() - began) / 1_000).toFixed(1)} s and is in use.`);
  });

export const replay = (words: readonly string[]): Promise<void> =>
  ofOneView('replay', words, async (desk, view) => {
    const replayed = await desk.replay(view);
    const left = (await desk.parked()).filter((event) => event.view === view).length;
    say(`${view} took in ${replayed} of ${replayed + left} parked events.`);
    if (left > 0) throw new Error('The others stay parked: `lethe views` says why.');
  });

const ofOneView = async (
  command: string,
  [name, view, ...rest]: readonly string[],
  work: (desk: ViewDesk, view: string) => Promise<void>,
): Promise<void> => {
  if (name === undefined || view === undefined || rest.length > 0)
    throw new UsageError(`Say: lethe ${command} SERVICE VIEW`);
  try {
    await at(await called(name), (desk) => work(desk, view));
  } catch (error) {
    throw error instanceof UnknownView ? new UsageError(error.message) : error;
  }
};

const called = async (name: string): Promise<Service> => {
  const [service] = isServiceName(name) ? await loaded([name]) : [];
  if (service === undefined) throw new UsageError(`The services are ${serviceNames.join(', ')}.`);
  return service;
};

const at = async (service: Service, work: (desk: ViewDesk) => Promise<void>): Promise<void> => {
  const desk = await openViewDesk(service, environmentHere(), (error, view) => {
    process.stderr.write(`${view}: ${error instanceof Error ? error.name : typeof error}\n`);
  });
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
