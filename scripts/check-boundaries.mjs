// Who may import whom: the rules of .dependency-cruiser.mjs, and a failure if a source file was not looked at (with a
// TypeScript it does not know, dependency-cruiser sees no module and finds everything in order).
import { globSync } from 'node:fs';
import { cruise, format } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['libs/*/src', 'services/*/src', 'cli/src', 'e2e/src'];
const files = globSync(folders.map((folder) => `${folder}/**/*.{ts,tsx}`)).filter(
  (file) => !file.includes('/generated/'),
);

const options = await extractOptions('./.dependency-cruiser.mjs');
const { output } = await cruise(globSync(folders), options, null, { tsConfig: extractTsConfig('tsconfig.json') });
const seen = new Set(output.modules.map(({ source }) => source));
const unseen = files.filter((file) => !seen.has(file.replaceAll('\\', '/')));

console.log((await format(output, { outputType: 'err-long' })).output);
if (unseen.length > 0) console.error(`Not looked at: ${unseen.join(', ')}`);
process.exit(output.summary.error > 0 || files.length === 0 || unseen.length > 0 ? 1 : 0);
