// `npm run test:mutants`: changes one thing in a source file, runs the tests that cover it, and says what no test notices.
// With paths: of those files alone. --int also runs the tests that need PostgreSQL and NATS, where no unit test notices.
// --minutes 30 is how long it may take; run again, it goes on where it stopped, since what was said is kept in
// scripts/mutants/verdicts.txt; --afresh forgets that. A run that was not done ends with 2, unless
// --part says that a part is enough.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { coverage } from './mutants/covering.mjs';
import { remembered } from './mutants/imports.mjs';
import { mutantsOf } from './mutants/mutations.mjs';
import { tallyOf } from './mutants/tally.mjs';
import { tryAll } from './mutants/try-all.mjs';
import { verdicts } from './mutants/verdicts.mjs';
import { withTestServers } from './test/servers.mjs';

const root = join(import.meta.dirname, '..');
const read = (file) => readFileSync(join(root, file), 'utf8');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '30' },
    int: { type: 'boolean', default: false },
    part: { type: 'boolean', default: false },
    afresh: { type: 'boolean', default: false },
  },
});
const until = performance.now() + Number(values.minutes) * 60_000;

/** What everything rests on, and every decision. */
const targets =
  positionals.length > 0 ? positionals : ['libs/{deciding,journal,sealing,saga,clearing,running}/src', 'decisions'];

const isSource = (file) => !/\.(test|contract)\.ts$|\/testing\/|\/index\.ts$|\.migrations\.ts$/.test(file);
const isDecision = (file) => file.endsWith('.decider.ts') || read(file).includes('= Message<');
const sources = targets
  .flatMap((target) =>
    target === 'decisions'
      ? globSync('services/*/src/**/*.ts', { cwd: root }).filter(isDecision)
      : globSync(target.endsWith('.ts') ? target : `${target}/**/*.ts`, { cwd: root }),
  )
  .filter(isSource)
  .toSorted();

const work = async (servers) => {
  const known = verdicts(root, join(root, 'scripts/mutants/verdicts.txt'), values);
  const faults = [];
  const tried = await tryAll({
    mutants: sources.flatMap((file) => mutantsOf(read(file)).map((mutant) => ({ ...mutant, file }))),
    testsOf: remembered(coverage(root)),
    withInt: values.int,
    verdicts: known,
    servers,
    isOver: () => performance.now() > until,
    faulty: (why) => faults.push(why),
  });
  const { lines, good, finished } = tallyOf(tried, JSON.parse(read('scripts/mutants/survivors.json')));
  known.settle({ all: finished && positionals.length === 0 && values.int });
  console.log(`${[...faults, ...lines].join('\n')}`);
  if (!finished) console.log('Not all were tried: run this again, it goes on where it stopped.');
  if (!good || faults.length > 0) return 1;
  return finished || values.part ? 0 : 2;
};

process.exit(await (values.int ? withTestServers(work) : work({})));
