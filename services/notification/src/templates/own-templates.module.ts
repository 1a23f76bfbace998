import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Explained } from '@lethe/running';
import { readSource } from './read-source.ts';
import type { OwnSources } from './render.ts';

/** All that is wrong with an operator's mails, at once: a mail that cannot be written must not be found out by its reader. */
export class MailsWrong extends Explained {
  override readonly name = 'MailsWrong';
  constructor(folder: string, problems: readonly string[]) {
    super(
      `The mails in ${folder} (LETHE_MAIL_TEMPLATES) cannot be sent:\n${problems.map((each) => `  ${each}`).join('\n')}`,
    );
  }
}

/** Names that begin with a dot are passed over: Kubernetes puts its own among the files of a ConfigMap. */
const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .toSorted();
  } catch {
    throw new MailsWrong(folder, ['there is no such folder, or it cannot be read']);
  }
};

const contentOf = (folder: string, name: string): string | undefined => {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
};

/** @throws MailsWrong */
export const ownTemplates = (folder: string | undefined): OwnSources => {
  if (folder === undefined) return {};
  const own: { [Template in keyof OwnSources]: OwnSources[Template] } = {};
  const problems: string[] = [];
  for (const name of filesIn(folder)) {
    const content = contentOf(folder, name);
    const read = content === undefined ? ['it cannot be read'] : readSource(name, content);
    if ('source' in read) own[read.template] = { ...own[read.template], [read.language]: read.source };
    else problems.push(...read.map((problem) => `${name}: ${problem}`));
  }
  if (problems.length > 0) throw new MailsWrong(folder, problems);
  return own;
};
