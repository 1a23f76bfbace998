// `npm run test:mutants`: changes one thing in a source file, runs the tests that cover it, and says what no test notices.
// With paths: of those files alone. --minutes 30 is how long it may take; run again, it goes on where it stopped.
// --int also runs the tests that need PostgreSQL and NATS, where no unit test notices.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { coverage } from './mutants/covering.mjs';
import { mutantsOf } from './mutants/mutations.mjs';
import { tallyOf } from './mutants/tally.mjs';
import { passesWith } from './mutants/try-mutant.mjs';
import { withTestServers } from './test/servers.mjs';

const root = join(import.meta.dirname, '..');
const memory = join(root, '.lethe/mutants.jsonl');
const read = (file) => readFileSync(join(root, file), 'utf8');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '30' }, int: { type: 'boolean', default: false } },
});
const until = performance.now() + Number(values.minutes) * 60_000;

/** What everything rests on, and every decision. */
const targets =
  positionals.length > 0 ? positionals : ['libs/{deciding,journal,sealing,saga,clearing,running}/src', 'decisions'];

const isSource = (file) => !/\.(test|contract)\.ts$|\/testing\/|\/index\.ts$|\.migrations\.ts$/.test(file);
const sources = targets
  .flatMap((target) =>
    target === 'decisions'
      ? globSync('services/*/src/**/*.ts', { cwd: root }).filter((file) => read(file).includes('= Message<'))
      : globSync(target.endsWith('.ts') ? target : `${target}/**/*.ts`, { cwd: root }),
  )
  .filter(isSource);

const covering = coverage(root);
const digestOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 16);

/** In the order of their digests: however far a run comes, it has tried a fair sample. */
const everyMutant = () =>
  sources
    .flatMap((file) => {
      const { unit, int } = covering(file);
      const stages = values.int ? [...unit, ...int] : unit;
      const tests = digestOf(...stages.flat().map(read));
      return mutantsOf(read(file)).map((mutant) => ({
        ...mutant,
        file,
        stages,
        key: digestOf(file, mutant.text, tests),
      }));
    })
    .toSorted((one, other) => (one.key < other.key ? -1 : 1));

const remembered = () =>
  new Map(
    (existsSync(memory) ? readFileSync(memory, 'utf8').split('\n') : []).filter(Boolean).map((line) => {
      const { key, ...outcome } = JSON.parse(line);
      return [key, outcome];
    }),
  );

const remember = (key, outcome) => {
  mkdirSync(dirname(memory), { recursive: true });
  appendFileSync(memory, `${JSON.stringify({ key, ...outcome })}\n`);
};

/** Where its tests fail without a mutant, every mutant would count as killed. */
const sound = new Map();
const areSound = (tests, servers) => {
  const key = tests.join();
  const [file] = tests;
  if (!sound.has(key)) sound.set(key, passesWith({ file, text: read(file), tests, servers }));
  return sound.get(key);
};

const survives = async ({ file, text, stages }, servers) => {
  for (const tests of stages) {
    if (!(await areSound(tests, servers))) throw new Error(`The tests of ${file} fail as it is: ${tests.join(', ')}`);
    if (!(await passesWith({ file, text, tests, servers }))) return false;
  }
  return true;
};

const work = async (servers) => {
  const known = remembered();
  const [covered, uncovered] = [[], []];
  for (const mutant of everyMutant()) (mutant.stages.length > 0 ? covered : uncovered).push(mutant);
  const waiting = covered.filter(({ key }) => !known.has(key));
  console.log(`${covered.length} mutants, ${covered.length - waiting.length} tried before.`);
  const tryNext = async () => {
    while (waiting.length > 0 && performance.now() < until) {
      const mutant = waiting.shift();
      const { key, file, line, code, was, became } = mutant;
      const outcome = { file, line, code, was, became, survived: await survives(mutant, servers) };
      known.set(key, outcome);
      remember(key, outcome);
      process.stdout.write(outcome.survived ? 'S' : '.');
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, tryNext));
  const tried = covered.flatMap(({ key }) => known.get(key) ?? []);
  const { lines, good } = tallyOf(tried, JSON.parse(read('scripts/mutants/survivors.json')));
  console.log(`\n${lines.join('\n')}`);
  if (waiting.length > 0) console.log(`${waiting.length} are left: run this again.`);
  const bare = [...new Set(uncovered.map(({ file }) => file))];
  if (bare.length > 0)
    console.log(
      `Not tried, ${uncovered.length} mutants in ${bare.join(', ')}: --int runs the tests that are near them.`,
    );
  return good;
};

process.exit((await (values.int ? withTestServers(work) : work({}))) ? 0 : 1);
