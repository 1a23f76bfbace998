import { basename } from 'node:path';
import { familiesOf, idsIn, sentencesIn } from './ids.mjs';
import { titlesIn } from './titles.mjs';

/** Which files name which id: Map of id to paths, in order. */
const filesByName = (tests, families) => {
  const found = new Map();
  for (const { path, text } of tests)
    for (const name of new Set(titlesIn(text).flatMap((title) => idsIn(title, families))))
      found.set(name, [...(found.get(name) ?? []), path]);
  return found;
};

const twice = (names) => names.filter((name, place) => names.indexOf(name) !== place);

const unknownIn = (files, names) =>
  [...files].flatMap(([name, paths]) => {
    if (names.includes(name)) return [];
    const meant = names.filter((known) => known.endsWith(` ${name}`));
    const remedy = meant.length > 0 ? `: is "${meant.join('" or "')}" meant?` : ' has no sentence.';
    return [`${name}, named in ${paths.join(', ')},${remedy.startsWith(':') ? ' is none' : ''}${remedy}`];
  });

/** What is wrong between the documents and the tests, each in a sentence. */
const faultsOf = (sentences, files) => {
  const names = sentences.map(({ name }) => name);
  const unproven = sentences.filter(({ name, status }) => status === 'done' && !files.has(name));
  return [
    ...twice(names).map((name) => `${name} has two sentences.`),
    ...unknownIn(files, names),
    ...unproven.map(({ name }) => `${name} is called done, and no test names it.`),
  ];
};

const linkTo = (path) => `[${basename(path).replace(/\.(test|contract|suite)\.\w+$/, '')}](../${path})`;

const listOf = (names, files) => {
  const proven = names.filter((name) => files.has(name));
  const rest = names.filter((name) => !files.has(name));
  return [
    ...proven.map((name) => `- ${name}: ${files.get(name).map(linkTo).join(', ')}`),
    ...(rest.length > 0 ? ['', `No test names: ${rest.join(', ')}.`] : []),
  ].join('\n');
};

const block = /(<!-- written by npm run proofs -->\n)[^]*(<!-- end -->)/;

/**
 * @param documents text of each document by its path
 * @param tests path and text of each file with tests
 * @returns the documents with their lists written anew, and what is wrong
 */
export const proofsOf = (documents, tests) => {
  const sentences = Object.values(documents).flatMap(sentencesIn);
  const files = filesByName(tests, familiesOf(sentences.map(({ name }) => name)));
  const written = Object.entries(documents).map(([path, text]) => {
    const names = sentencesIn(text).map(({ name }) => name);
    return [path, text.replace(block, `$1\n${listOf(names, files)}\n\n$2`)];
  });
  return { documents: Object.fromEntries(written), faults: faultsOf(sentences, files) };
};
