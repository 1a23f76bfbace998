import type { Language } from '@lethe/contracts';
import { problemType, wordsOf } from '../http/problem.ts';
import { allCodes, type ProblemFacts } from './problem-facts.ts';

const words = {
  en: {
    all: 'Problems',
    status: 'Status',
    code: 'Code',
    helps: 'What helps',
    details: 'Details in the document',
    fields: 'Codes in `errors`',
  },
  zh: {
    all: '问题',
    status: '状态',
    code: '代码',
    helps: '解决方法',
    details: '文档中的详细信息',
    fields: '`errors` 中的代码',
  },
} as const satisfies Readonly<Record<Language, object>>;

export const lookPath = '/problems/look.css';
export const look = `:root{color-scheme:light dark;font:1rem/1.6 system-ui,sans-serif}
body{max-width:42rem;margin:0 auto;padding:1rem}
dt{font-weight:600}dd{margin:0 0 1rem}li,code{overflow-wrap:anywhere}
`;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`);

/** Names between backquotes are code. */
const shown = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const page = (language: Language, title: string, content: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><link rel="stylesheet" href="${lookPath}"></head>
<body><main>${content}</main></body></html>
`;

/** One problem: what it means, what helps, what else the document holds. */
export const problemPage = (facts: ProblemFacts, language: Language): string => {
  const { all, status, code, helps, details, fields } = words[language];
  const rows: readonly (readonly [string, string])[] = [
    [helps, shown(facts.remedy)],
    [status, String(facts.status)],
    [code, `<code>${facts.code}</code>`],
    [details, listOf(Object.keys(facts.details))],
    [fields, listOf(facts.fieldCodes ?? [])],
  ];
  const list = rows.filter(([, told]) => told !== '').map(([term, told]) => `<dt>${shown(term)}</dt><dd>${told}</dd>`);
  return page(
    language,
    facts.title,
    `<h1>${shown(facts.title)}</h1><dl>${list.join('')}</dl><p><a href="/problems">${all}</a></p>`,
  );
};

const listOf = (names: readonly string[]): string =>
  names.length === 0 ? '' : `<ul>${names.map((name) => `<li><code>${escaped(name)}</code></li>`).join('')}</ul>`;

export const problemsPage = (language: Language): string => {
  const lines = allCodes.map(
    (code) => `<li><a href="${problemType(code)}">${code}</a>: ${shown(wordsOf(code, language).title)}</li>`,
  );
  const { all } = words[language];
  return page(language, all, `<h1>${all}</h1><ul>${lines.join('')}</ul>`);
};
