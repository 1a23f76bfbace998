// `npm run proofs`: writes into docs/requirements.md and docs/assurance.md which tests name each id. With --check, as in
// `npm run check`, it writes nothing and says what is not so.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofsOf } from './proofs/proofs.mjs';

const root = join(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

const documents = Object.fromEntries(['docs/requirements.md', 'docs/assurance.md'].map((path) => [path, read(path)]));
const tests = globSync('{libs,services,cli,e2e,scripts}/**/*.{test,contract,suite}.{ts,tsx,mjs}', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name === 'dist',
})
  .toSorted()
  .map((path) => ({ path, text: read(path) }));

const proofs = proofsOf(documents, tests);
const stale = Object.keys(documents).filter((path) => proofs.documents[path] !== documents[path]);
const check = process.argv.includes('--check');
if (!check) for (const path of stale) writeFileSync(join(root, path), proofs.documents[path]);

const faults = [...proofs.faults, ...(check ? stale.map((path) => `${path} is not current: npm run proofs.`) : [])];
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);
