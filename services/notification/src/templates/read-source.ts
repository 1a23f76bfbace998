import { languages, mailTemplates, type Language, type MailTemplate } from '@lethe/contracts';
import { problemsOf } from './check-source.ts';
import type { MailSource } from './mail-source.ts';

export type OwnFile = Readonly<{ template: MailTemplate; language: Language; source: MailSource }>;

const all = mailTemplates.flatMap((template) => languages.map((language) => ({ template, language })));

/**
 * `Subject: …` in the first line, then paragraphs with empty lines between.
 * @returns what is wrong with the file, or what it holds.
 */
export const readSource = (name: string, content: string): OwnFile | readonly string[] => {
  const of = all.find(({ template, language }) => name === `${template}.${language}.mustache`);
  if (of === undefined)
    return [
      `its name is none of a mail: <template>.<language>.mustache, the templates are ${mailTemplates.join(', ')}`,
    ];
  const [first = '', ...paragraphs] = content
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n[^\S\n]*(?:\n[^\S\n]*)+/);
  const subject = /^Subject:(.*)$/.exec(first)?.[1]?.trim();
  if (subject === undefined) return ['it does not begin with one line "Subject: …" and an empty line'];
  const source = { subject, body: paragraphs.map((paragraph) => paragraph.trim()) };
  if (source.body.length === 0) return ['it has a subject and nothing else'];
  const problems = problemsOf(of.template, of.language, source);
  return problems.length > 0 ? problems : { ...of, source };
};
