import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import typescript from 'typescript';

const { SyntaxKind } = typescript;

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

/** Of `import { a as b }` the name there: a; without names, or with a star, everything. */
const namesOf = (bindings) =>
  bindings !== undefined && (typescript.isNamedImports(bindings) || typescript.isNamedExports(bindings))
    ? bindings.elements
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map(({ name, propertyName }) => ({ there: (propertyName ?? name).text, here: name.text }))
    : undefined;

const ofImport = ({ importClause, moduleSpecifier }) => {
  const isType = importClause?.phaseModifier === SyntaxKind.TypeKeyword;
  return isType ? [] : [{ from: moduleSpecifier.text, names: namesOf(importClause?.namedBindings) }];
};

const ofExport = ({ isTypeOnly, exportClause, moduleSpecifier }) =>
  isTypeOnly || moduleSpecifier === undefined
    ? []
    : [{ from: moduleSpecifier.text, names: namesOf(exportClause), isPassedOn: true }];

/** `await import('…')` is for everything. */
const dynamicImport = /\bimport\(\s*'([^']+)'/g;

const importsIn = (text) => {
  const { statements } = typescript.createSourceFile('source.ts', text, typescript.ScriptTarget.Latest);
  const named = statements.flatMap((statement) => {
    if (typescript.isImportDeclaration(statement)) return ofImport(statement);
    return typescript.isExportDeclaration(statement) ? ofExport(statement) : [];
  });
  return [...named, ...[...text.matchAll(dynamicImport)].map(([, from]) => ({ from }))];
};

/**
 * Which files a file runs: those that declare what it imports. What merely passes names on (an index) leads to those asked
 * for, not to all; types are gone when a test runs.
 * @returns a function from a file to the files it uses
 */
export const importing = (root) => {
  const packages = sourcesOfPackages(root);
  const known = new Map();
  const resolved = (file, from) => {
    const to = from.startsWith('.') ? normalize(join(dirname(file), from)) : packages.get(from);
    return to !== undefined && existsSync(join(root, to)) ? to : undefined;
  };
  const importsOf = (file) => {
    if (!known.has(file)) {
      const all = importsIn(readFileSync(join(root, file), 'utf8'));
      known.set(
        file,
        all.flatMap((one) => {
          const to = resolved(file, one.from);
          return to === undefined ? [] : [{ ...one, to }];
        }),
      );
    }
    return known.get(file);
  };
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
  return (file) =>
    importsOf(file).flatMap(({ names, to, isPassedOn }) => {
      if (isPassedOn) return []; // whoever imports it asks for it
      return names === undefined
        ? [to, ...everythingOf(importsOf, to)]
        : names.flatMap(({ there }) => declaring(to, there));
    });
};

const everythingOf = (importsOf, file) => importsOf(file).flatMap(({ isPassedOn, to }) => (isPassedOn ? [to] : []));

const declares = (root, file, name) =>
  new RegExp(`export (?:(?:async |abstract )*(?:const|let|class|function\\*?|enum) |\\{[^}]*\\b)${name}\\b`).test(
    readFileSync(join(root, file), 'utf8'),
  );
