import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..');

describe('The boundaries', () => {
  let tree;

  const write = (path, text) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  };

  const check = () => {
    const script = join(root, 'scripts/check-boundaries.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: tree, encoding: 'utf8' });
    const broken = [...stdout.matchAll(/error ([a-z-]+): (\S+)/g)].map(([, rule, from]) => `${from} ${rule}`);
    return { status, stderr, broken: broken.toSorted() };
  };

  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'lethe-tree-'));
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'tsconfig.base.json']) {
      copyFileSync(join(root, file), join(tree, file));
    }
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    const dependencies = { kysely: '*', '@nestjs/common': '*' };
    for (const folder of ['libs/deciding', 'libs/bus', 'services/mfa', 'services/session']) {
      write(`${folder}/package.json`, JSON.stringify({ type: 'module', dependencies }));
      write(`${folder}/src/index.ts`, 'export const door = 1;');
    }
  });

  afterEach(() => rmSync(tree, { recursive: true }));

  it('let edges touch SQL, NestJS and Node, and tests the shared suites', () => {
    write('libs/bus/src/relay.ts', "export * from 'kysely'; export * from 'node:fs';");
    write('services/mfa/src/factor.view.ts', "export * from 'kysely'; export * from 'node:crypto';");
    write('services/mfa/src/mfa.module.ts', "export * from '@nestjs/common';");
    write('libs/deciding/src/specify.ts', 'export const specify = 1;');
    write('services/mfa/src/factor.test.ts', "export * from '../../../libs/deciding/src/specify.ts';");
    expect(check()).toMatchObject({ status: 0, broken: [] });
  });

  it('let nothing else through', () => {
    write('libs/deciding/src/specify.ts', 'export const specify = 1;');
    const importing = [
      ['services/mfa/src/sql.decider.ts', 'kysely', 'pure-core'],
      ['services/mfa/src/framework.ts', '@nestjs/common', 'pure-core'],
      ['libs/deciding/src/node.ts', 'node:crypto', 'pure-core-no-node'],
      ['services/mfa/src/other.module.ts', '../../session/src/index.ts', 'services-never-import-services'],
      ['libs/bus/src/service.ts', '../../../services/mfa/src/index.ts', 'only-the-cli-imports-services'],
      ['e2e/src/service.ts', '../../services/mfa/src/index.ts', 'only-the-cli-imports-services'],
      ['libs/bus/src/inside.ts', '../../deciding/src/node.ts', 'only-by-the-door'],
      ['services/mfa/src/suite.ts', '../../../libs/deciding/src/specify.ts', 'test-suites-only-in-tests'],
      ['services/mfa/src/undeclared.module.ts', 'pg', 'declared-dependencies-only'],
      ['libs/bus/src/missing.ts', './nowhere.ts', 'not-resolvable'],
      ['libs/bus/src/missing.ts', './nowhere.ts', 'declared-dependencies-only'],
      ['libs/bus/src/circle.ts', './back.ts', 'no-circular'],
      ['libs/bus/src/back.ts', './circle.ts', 'no-circular'],
    ];
    for (const [from, to] of importing) write(from, `export * from '${to}';`);
    const { status, broken } = check();
    expect(status).toBe(1);
    expect(broken).toEqual(importing.map(([from, , rule]) => `${from} ${rule}`).toSorted());
  });

  it('are not kept by files that were not looked at', () => {
    const rules = readFileSync(join(root, '.dependency-cruiser.mjs'), 'utf8');
    write('.dependency-cruiser.mjs', rules.replace("exclude: { path: '", "exclude: { path: '^services/mfa/|"));
    expect(check()).toMatchObject({ status: 1, broken: [], stderr: 'Not looked at: services/mfa/src/index.ts\n' });
  });
});
