import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { languages, mailTemplates } from '@lethe/contracts';
import { ownTemplates } from './own-templates.module.ts';
import { readSource } from './read-source.ts';
import { texts } from './texts/texts.ts';

const every = mailTemplates.flatMap((template) => languages.map((language) => [template, language] as const));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lethe-own-mails-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, content: string): void => writeFileSync(join(folder, name), content);
const failure = (): string => {
  try {
    ownTemplates(folder);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('Mails of an operator (API-4)', () => {
  it('are files of a subject and paragraphs, one for each mail and language', () => {
    file(
      'registration-code.en.mustache',
      'Subject: {{brand}}: your code\r\n\r\nHere it is,\r\nfresh:\r\n\r\n`{{code}}`\r\n\r\n\r\n{{#expiresAt}}Until {{expiresAt}}.{{/expiresAt}}\r\n',
    );
    file('ticket-answered.zh.mustache', 'Subject: 新回复\n\n[查看]({{ticketLink}})');
    mkdirSync(join(folder, '..data'));
    expect(ownTemplates(folder)).toEqual({
      'registration-code': {
        en: {
          subject: '{{brand}}: your code',
          body: ['Here it is,\nfresh:', '`{{code}}`', '{{#expiresAt}}Until {{expiresAt}}.{{/expiresAt}}'],
        },
      },
      'ticket-answered': { zh: { subject: '新回复', body: ['[查看]({{ticketLink}})'] } },
    });
  });

  it.each(every)('can begin from ours: %s in %s reads back as it is', (template, language) => {
    const source = texts[template][language];
    const content = `Subject: ${source.subject}\n\n${source.body.join('\n\n')}\n`;
    expect(readSource(`${template}.${language}.mustache`, content)).toEqual({ template, language, source });
  });

  it('are none where no folder is set', () => {
    expect(ownTemplates(undefined)).toEqual({});
  });

  it.each([
    [
      'an unknown variable',
      'Subject: A\n\n{{code}} {{username}}',
      'paragraph 1: there is no variable username; there are code,',
    ],
    ['one in a section', 'Subject: A\n\n{{code}} {{#expiresAt}}{{secret}}{{/expiresAt}}', 'no variable secret'],
    ['one in the subject', 'Subject: {{nobody}}\n\n{{code}}', 'the subject: there is no variable nobody'],
    [
      'a section that does not end',
      'Subject: A\n\n{{code}} {{#expiresAt}}until',
      'paragraph 1: Unclosed section "expiresAt"',
    ],
    ['a tag that does not end', 'Subject: A\n\n{{code', 'paragraph 1: Unclosed tag'],
    ['HTML past the escaping', 'Subject: A\n\n{{{code}}} {{code}}', 'paragraph 1: {{& …}} is not for mails'],
    ['another file', 'Subject: A\n\n{{code}} {{> other}}', 'paragraph 1: {{> …}} is not for mails'],
    ['other delimiters', 'Subject: A\n\n{{code}} {{=<% %>=}}', 'paragraph 1: {{= …}} is not for mails'],
    ['no subject', '{{code}}', 'it does not begin with one line "Subject: …"'],
    ['an empty subject', 'Subject:\n\n{{code}}', 'the subject is empty'],
    ['nothing but a subject', 'Subject: A', 'it has a subject and nothing else'],
    ['no code, which it is for', 'Subject: A\n\nHello', 'it does not show {{code}}'],
    ['a button to nowhere', 'Subject: A\n\n{{code}}\n\n[Go]({{code}})', 'the link 482913 does not begin with http'],
    [
      'a button that runs a script',
      'Subject: A\n\n{{code}}\n\n[Go](javascript:alert({{code}}))',
      'does not begin with http',
    ],
  ])('do not start with %s, and say where', (_what, content, problem) => {
    file('registration-code.en.mustache', content);
    expect(failure()).toContain('  registration-code.en.mustache: ');
    expect(failure()).toContain(problem);
  });

  it.each(['registration-code.mustache', 'registration-code.fr.mustache', 'welcome.en.mustache', 'notes.txt'])(
    'do not start with a file whose name is of no mail: %s',
    (name) => {
      file(name, 'Subject: A\n\n{{code}}');
      expect(failure()).toContain(`  ${name}: its name is none of a mail: <template>.<language>.mustache`);
    },
  );

  it('say all that is wrong at once', () => {
    file('registration-code.en.mustache', 'Subject: A\n\n{{one}}\n\n{{two}}');
    file('registration-code.zh.mustache', 'Subject: A\n\n{{three}}');
    expect(failure().split('\n')).toHaveLength(1 + 5);
  });

  it('do not start without the folder that is set', () => {
    rmSync(folder, { recursive: true });
    expect(failure()).toContain(`${folder} (LETHE_MAIL_TEMPLATES) cannot be sent:\n  there is no such folder`);
  });
});
