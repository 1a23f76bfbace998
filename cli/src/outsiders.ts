import { outsiderKinds, type Outsider } from '@lethe/bus';
import { publicContexts } from '@lethe/contracts';
import { admitOutsider, dismissOutsider, readOutsiders } from '@lethe/service';
import { environmentHere } from './environment.ts';
import { UsageError } from './usage.ts';

const forms = {
  list: 'lethe outsiders list',
  subscriber: 'lethe outsiders add subscriber NAME CONTEXT …',
  participant: 'lethe outsiders add participant NAME [CONTEXT …]',
  remove: 'lethe outsiders remove NAME',
} as const;

/** Other teams on the bus, let in and shut out while everything runs. */
export const outsiders = async ([command, ...words]: readonly string[]): Promise<void> => {
  const { LETHE_DATA: data = '.lethe' } = environmentHere();
  switch (command) {
    case 'list':
      return list(data, words);
    case 'add':
      return add(data, words);
    case 'remove':
      return remove(data, words);
    default:
      throw new UsageError(`Say one of:\n${Object.values(forms).join('\n')}`);
  }
};

const list = (data: string, words: readonly string[]): void => {
  if (words.length > 0) throw new UsageError(`Say: ${forms.list}`);
  for (const { name, kind, contexts } of readOutsiders(data)) say([name, kind, ...contexts].join(' '));
};

const add = async (data: string, [word, name, ...contexts]: readonly string[]): Promise<void> => {
  const kind = outsiderKinds.find((each) => each === word);
  if (kind === undefined || name === undefined)
    throw new UsageError(`Say one of:\n${forms.subscriber}\n${forms.participant}`);
  await admitOutsider(data, { name, kind, contexts: contexts.map(contextCalled) });
  say(`${name}: let in as a ${kind}, ${onceRead}. Bring keys/${name}/bus.nkey to it${proving(name, kind)}.`);
};

const onceRead = 'once NATS has read nats-accounts.conf again';

const proving = (name: string, kind: Outsider['kind']): string =>
  kind === 'participant' ? `, and keys/${name}/signing.jwk, with which it proves its calls` : '';

const contextCalled = (word: string): Outsider['contexts'][number] => {
  const context = publicContexts.find((each) => each === word);
  if (context === undefined) throw new UsageError(`The contexts are ${publicContexts.join(', ')}.`);
  return context;
};

const remove = (data: string, [name, ...rest]: readonly string[]): void => {
  if (name === undefined || rest.length > 0) throw new UsageError(`Say: ${forms.remove}`);
  dismissOutsider(data, name);
  say(`${name}: let in no more, ${onceRead}.`);
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
