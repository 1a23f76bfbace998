import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @returns the folders of the package that a file is in, and of all that depend on it: `libs/journal/`, … */
export const dependentsOf = (root, file) => {
  const packages = globSync('{libs,services}/*/package.json', { cwd: root }).map((path) => {
    const { name, dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'));
    return { folder: `${dirname(path)}/`, name, needs: Object.keys({ ...dependencies, ...devDependencies }) };
  });
  const found = new Set(packages.filter(({ folder }) => file.startsWith(folder)));
  for (const { name } of found) for (const one of packages) if (one.needs.includes(name)) found.add(one);
  return [...found].map(({ folder }) => folder);
};
