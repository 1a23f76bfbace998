// Builds the console, for `npm run build` and for tests.
import { buildConsole } from './build.mjs';

const began = performance.now();
const done = await buildConsole();
const took = `${((performance.now() - began) / 1000).toFixed(1)} s`;
if (done) console.log(`The console was built in ${took}.`);
