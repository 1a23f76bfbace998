import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The same function, which looks at each file once. */
export const remembered = (look) => {
  const known = new Map();
  return (file) => {
    if (!known.has(file)) known.set(file, look(file));
    return known.get(file);
  };
};

/** `@lethe/journal` and `@lethe/journal/testing` by what their package says its source is. */
const sourcesOfPackages = (root) =>
  new Map(
    globSync('{libs,services}/*/package.json', { cwd: root }).flatMap((file) => {
      const { name, exports: doors = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'));
      return Object.entries(doors).map(([door, { 'lethe:source': source }]) => [
        name + door.slice(1),
        normalize(join(dirname(file), source ?? '')),
      ]);
    }),
  );

/** `import … from '…'` and `export … from '…'` as they are formatted here; by hand, since parsing all of them takes its time. */
const statement = /^(import|export) (type )?(?:([^;'"]*?) from )?'([^']+)';/gm;
/** `await import('…')` is for everything. */
const dynamicImport = /\bimport\(\s*'([^']+)'/g;

/** Of `{ a as b, type C }` the names there and here: a and b; without brackets, everything. */
const namesOf = (bindings) =>
  /\{([^}]*)\}/
    .exec(bindings ?? '')?.[1]
    .split(',')
    .map((binding) => binding.trim())
    .filter((binding) => binding !== '' && !binding.startsWith('type '))
    .map((binding) => binding.split(' as '))
    .map(([there, here = there]) => ({ there, here }));

const importsIn = (text) => [
  ...[...text.matchAll(statement)].flatMap(([, verb, isType, bindings, from]) =>
    isType === undefined ? [{ from, names: namesOf(bindings), isPassedOn: verb === 'export' }] : [],
  ),
  ...[...text.matchAll(dynamicImport)].map(([, from]) => ({ from })),
];

/**
 * Which files a file runs: those that declare what it imports. What merely passes names on (an index) leads to those asked
 * for, not to all; types are gone when a test runs.
 * @returns a function from a file to the files it uses
 */
export const importing = (root) => {
  const packages = sourcesOfPackages(root);
  const resolved = (file, from) => {
    const to = from.startsWith('.') ? normalize(join(dirname(file), from)) : packages.get(from);
    return to !== undefined && existsSync(join(root, to)) ? to : undefined;
  };
  const importsOf = remembered((file) =>
    importsIn(readFileSync(join(root, file), 'utf8')).flatMap((one) => {
      const to = resolved(file, one.from);
      return to === undefined ? [] : [{ ...one, to }];
    }),
  );
  /** Whoever declares `name`, as far as `file` passes it on; a star passes on what nobody else does. */
  const declaring = (file, name) => {
    const passedOn = importsOf(file).filter(({ isPassedOn }) => isPassedOn);
    for (const { names, to } of passedOn) {
      const found = names?.find(({ here }) => here === name);
      if (found !== undefined) return declaring(to, found.there);
    }
    if (declares(root, file, name)) return [file];
    return passedOn.filter(({ names }) => names === undefined).flatMap(({ to }) => declaring(to, name));
  };
  return remembered((file) =>
    importsOf(file).flatMap(({ names, to, isPassedOn }) => {
      if (isPassedOn) return []; // whoever imports it asks for it
      return names === undefined
        ? [to, ...everythingOf(importsOf, to)]
        : names.flatMap(({ there }) => declaring(to, there));
    }),
  );
};

const everythingOf = (importsOf, file) => importsOf(file).flatMap(({ isPassedOn, to }) => (isPassedOn ? [to] : []));

const declares = (root, file, name) =>
  new RegExp(`export (?:(?:async |abstract )*(?:const|let|class|function\\*?|enum) |\\{[^}]*\\b)${name}\\b`).test(
    readFileSync(join(root, file), 'utf8'),
  );
