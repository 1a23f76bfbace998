// `npm run console`: the console with hot reload, on the data of the system that `npm start` runs (or LETHE_URL names).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { supervise } from './supervised.mjs';

const root = join(import.meta.dirname, '..');
const system = process.env.LETHE_URL ?? `http://localhost:${process.env.LETHE_HTTP_PORT ?? '4400'}`;

const answers = await fetch(`${system}/livez`).then(
  ({ ok }) => ok,
  () => false,
);
if (!answers) {
  console.error(`Nothing answers at ${system}. Run \`npm start\` in another terminal first.`);
  process.exit(1);
}
const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), ...process.argv.slice(2)], {
  cwd: join(root, 'services/console'),
  stdio: 'inherit',
  env: { ...process.env, LETHE_URL: system },
});
const server = supervise(vite);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void server.stop());
await server.ended;
