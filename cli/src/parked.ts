import { openSetAsideDesk, type SetAsideDesk } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { isServiceName, serviceNames } from './services.ts';
import { UsageError } from './usage.ts';

type Row = Awaited<ReturnType<SetAsideDesk['list']>>[number];

const forms = {
  list: 'lethe parked list [SERVICE]',
  show: 'lethe parked show SERVICE WORKER ENTITY',
  replay: 'lethe parked replay SERVICE WORKER [ENTITY]',
  discard: 'lethe parked discard SERVICE WORKER ENTITY',
} as const;

/** What services could not do for somebody and set aside, so that others go on: where it lies, never what is in it. */
export const parked = async ([command, ...words]: readonly string[]): Promise<void> => {
  switch (command) {
    case 'list':
      return list(words);
    case 'show':
      return show(words);
    case 'replay':
      return replay(words);
    case 'discard':
      return discard(words);
    default:
      throw new UsageError(`Say one of:\n${Object.values(forms).join('\n')}`);
  }
};

const list = async ([name, ...rest]: readonly string[]): Promise<void> => {
  if (rest.length > 0) throw new UsageError(`Say: ${forms.list}`);
  const asked = name === undefined ? serviceNames : [called(name)];
  for (const service of asked)
    await at(service, async (desk) => {
      for (const row of await desk.list()) say(`${service} ${lineOf(row)}`);
    });
};

const show = async (words: readonly string[]): Promise<void> => {
  const [service, worker, entity] = three(words, forms.show);
  await at(service, async (desk) => {
    const rows = await ofEntity(desk, worker, entity);
    if (rows.length === 0) throw new Error('Nothing is set aside there.');
    for (const { place, kind, error, since, nextTry, attempts } of rows)
      say(`${place}\n  ${kind}: ${error}, since ${since}, tried ${attempts} times${next(kind, nextTry)}`);
  });
};

const replay = async ([name, worker, entity, ...rest]: readonly string[]): Promise<void> => {
  if (name === undefined || worker === undefined || rest.length > 0) throw new UsageError(`Say: ${forms.replay}`);
  await at(called(name), async (desk) => {
    const before = (await desk.list(worker)).filter((row) => entity === undefined || row.entity === entity);
    const left = await desk.replay(worker, entity);
    say(`${before.length - left.length} of ${before.length} are done.`);
    if (left.length > 0) throw new Error('The others stay: `lethe parked show` says why, if the service runs.');
  });
};

const discard = async (words: readonly string[]): Promise<void> => {
  const [service, worker, entity] = three(words, forms.discard);
  await at(service, async (desk) => {
    const place = await desk.discard(worker, entity);
    if (place === undefined) throw new Error('Nothing is set aside there, or it is being tried right now.');
    const behind = (await ofEntity(desk, worker, entity)).length;
    say(`${place} is given up. ${behind} waited behind it and go on.`);
  });
};

const ofEntity = async (desk: SetAsideDesk, worker: string, entity: string): Promise<readonly Row[]> =>
  (await desk.list(worker)).filter((row) => row.entity === entity);

const lineOf = ({ worker, entity, kind, error, since, nextTry }: Row): string =>
  `${worker} ${entity}: ${kind}, ${error}, since ${since}${next(kind, nextTry)}`;

const next = (kind: Row['kind'], nextTry: string | null): string => {
  if (kind === 'behind' || kind === 'repeat') return '';
  return nextTry === null ? ', waits for a person' : `, tried again at ${nextTry}`;
};

const three = ([name, worker, entity, ...rest]: readonly string[], form: string): [string, string, string] => {
  if (name === undefined || worker === undefined || entity === undefined || rest.length > 0)
    throw new UsageError(`Say: ${form}`);
  return [called(name), worker, entity];
};

const called = (name: string): string => {
  if (!isServiceName(name)) throw new UsageError(`The services are ${serviceNames.join(', ')}.`);
  return name;
};

const at = async (service: string, work: (desk: SetAsideDesk) => Promise<void>): Promise<void> => {
  const desk = openSetAsideDesk(service, environmentHere());
  try {
    await work(desk);
  } finally {
    await desk.close();
  }
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
