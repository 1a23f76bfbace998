import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { supervise } from '../supervised.mjs';
import { Trouble } from '../trouble.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'services/console');
const built = join(folder, 'dist');
const stamp = join(built, '.sources');

const everything = [
  'index.html',
  'vite.config.ts',
  'package.json',
  'src/**/*.*',
  '../../libs/certificate/src/*.ts',
  '../../libs/contracts/src/email-address.ts',
];

/** Of everything that makes the build what it is; what only tests need is left out. */
const sourcesDigest = () => {
  const sources = globSync(everything, { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/\.test\.ts$|^src\/testing\//.test(path))
    .toSorted();
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const path of sources) hash.update(`\n${path}\n`).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
};

/** Beside each file the same compressed, so that nothing is compressed while somebody waits. */
const compress = async (file) => {
  const content = await readFile(file);
  if (content.length < 1024) return;
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
  await Promise.all([
    promisify(brotliCompress)(content, brotli).then((small) => writeFile(`${file}.br`, small)),
    promisify(gzip)(content, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
  ]);
};

/**
 * Builds the console where its sources are not those of the last build.
 * @returns whether there was something to do
 */
export const buildConsole = async () => {
  const digest = sourcesDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  rmSync(stamp, { force: true });
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
  const env = { ...process.env, NODE_ENV: 'production' }; // Jest says `test`, and would get React's slow half
  const how = await supervise(spawn(process.execPath, vite, { cwd: folder, stdio: 'inherit', env })).ended;
  if (how !== 'exit code 0')
    throw new Trouble(
      `The console could not be built (${how}), see above.`,
      'Mend it, or return to a commit that builds.',
    );
  await Promise.all(globSync('assets/*.{js,css}', { cwd: built }).map((file) => compress(join(built, file))));
  writeFileSync(stamp, digest);
  return true;
};
