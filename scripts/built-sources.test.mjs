import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const jsonOf = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** What `npm start` builds: it installs nothing that only tests and checks need. */
const builtFiles = jsonOf('tsconfig.build.json')
  .references.map(({ path }) => path)
  .flatMap((folder) => {
    const { include, exclude = [] } = jsonOf(`${folder}/tsconfig.json`);
    const cwd = join(root, folder);
    const found = include.flatMap((each) => globSync(/\.tsx?$/.test(each) ? each : `${each}/**/*.ts`, { cwd }));
    const left = new Set(exclude.flatMap((each) => globSync([each, `${each}/**`], { cwd })));
    return found.filter((file) => !left.has(file)).map((file) => `${folder}/${file}`);
  });

describe('What is built where Lethe only runs (RUN-1)', () => {
  it('is found', () => {
    expect(builtFiles).toContain('libs/testing/src/database.ts');
    expect(builtFiles.length).toBeGreaterThan(400);
  });

  it('imports nothing of the tests: `npm start` on a fresh machine would not build', () => {
    const ofTests = /from '(@jest\/|jest|fast-check|playwright|@axe-core\/)/;
    expect(builtFiles.filter((file) => ofTests.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
