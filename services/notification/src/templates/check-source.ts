import type { Language, MailTemplate } from '@lethe/contracts';
import Mustache from 'mustache';
import type { MailSource } from './mail-source.ts';
import { writerOf } from './render.ts';
import { samples } from './samples.ts';
import { namesOf, type House } from './variables.ts';

/** What a mail is sent for: one that does not show it is of no use to its reader. */
const needed: Partial<Record<MailTemplate, readonly string[]>> = {
  'registration-code': ['code'],
  'password-reset-code': ['code'],
  'bind-factor-code': ['code'],
  'cancellation-code': ['code'],
  'stop-code': ['code'],
  'workspace-invitation': ['link'],
  'staff-invitation': ['link'],
  'cancellation-requested': ['stopLink', 'finalNotBefore'],
  'cancellation-confirmed': ['statusLink'],
  'cancellation-last': ['statusLink', 'salt'],
  'ticket-answered': ['ticketLink'],
  'ticket-closing-soon': ['ticketLink'],
};

type Token = readonly [kind: string, name: string, start: number, end: number, inner?: readonly Token[] | string];

/** What of mustache a mail may use: variables, sections for what may be absent, comments. */
const problemOf = ([kind, name, , , inner]: Token, known: readonly string[]): readonly string[] => {
  switch (kind) {
    case 'text':
    case '!':
      return [];
    case 'name':
      return known.includes(name) ? [] : [`there is no variable ${name}; there are ${known.join(', ')}`];
    case '#':
    case '^': {
      const within = Array.isArray(inner) ? inner.flatMap((token: Token) => problemOf(token, known)) : [];
      return known.includes(name) ? within : [`there is no variable ${name}; there are ${known.join(', ')}`, ...within];
    }
    default:
      return [
        `{{${kind} …}} is not for mails: use {{variable}}, {{#variable}}…{{/variable}} or {{^variable}}…{{/variable}}`,
      ];
  }
};

const tokensOf = (text: string): readonly Token[] => Mustache.parse(text) as unknown as readonly Token[];

const named = (tokens: readonly Token[]): readonly string[] =>
  tokens.flatMap(([kind, name, , , inner]) => [
    ...(kind === 'name' ? [name] : []),
    ...(Array.isArray(inner) ? named(inner as readonly Token[]) : []),
  ]);

const house: House & Parameters<typeof writerOf>[0] = {
  name: 'Lethe',
  publicUrl: 'https://lethe.example',
  supportAddress: 'help@lethe.example',
  colour: '#1c5d99',
  onColour: '#ffffff',
  hasLogo: false,
  links: [],
};

/** What is wrong with a mail that somebody wrote: nothing, or all of it, each with its place. */
export const problemsOf = (template: MailTemplate, language: Language, source: MailSource): readonly string[] => {
  const parts = [
    ['the subject', source.subject],
    ...source.body.map((text, at) => [`paragraph ${at + 1}`, text]),
  ] as const;
  const shownNames: string[] = [];
  const problems = parts.flatMap(([place = '', text = '']) => {
    try {
      const tokens = tokensOf(text);
      shownNames.push(...named(tokens));
      return tokens.flatMap((token) => problemOf(token, namesOf(template))).map((problem) => `${place}: ${problem}`);
    } catch (error) {
      return [`${place}: ${(error as Error).message}; a section ends in the paragraph it begins in`];
    }
  });
  const missing = (needed[template] ?? []).filter((name) => !shownNames.includes(name));
  const all = [...problems, ...missing.map((name) => `it does not show {{${name}}}, which it is sent for`)];
  return all.length > 0 ? all : brokenLinksOf(template, language, source);
};

/** A button must lead to the web, with everything filled in. */
const brokenLinksOf = (template: MailTemplate, language: Language, source: MailSource): readonly string[] => {
  const about = { acceptedAt: '2026-11-24T08:00:00.000Z', reader: { language, timeZone: null } };
  const { subject, html } = writerOf(house, { [template]: { [language]: source } })(template, samples, about);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => !/^(https?:\/\/[^/]|mailto:)/.test(link));
  return [
    ...(subject === '' ? ['the subject is empty'] : []),
    ...broken.map((link) => `the link ${link} does not begin with http:// or https://`),
  ];
};
