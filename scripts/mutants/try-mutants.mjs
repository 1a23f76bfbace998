import { tryInOneProcess } from './one-process.mjs';

/** What fails by time may have done so by the machine. */
const isByTime = (why) => /Exceeded timeout of|^it took too long|^its process ended/.test(why);

/** Fails once as it is: that may be the machine, too. */
const attempts = 3;

const isEnd = (how) => /^exit code [01]$/.test(how);

/**
 * Runs one test file with each of these mutants, in as few processes as it takes. One that is killed by time is
 * tried a second time, after all others, before it counts.
 * @param test of `coverage`
 * @param mutants each with a `key`, its `file` and its `text`
 * @param servers LETHE_TEST_PG and its like, where the test needs them
 * @param told called with { key, why, byTime } for each mutant: why it was killed, undefined where it survived
 * @param isOver whether to stop; a mutant not told of by then was not tried
 * @throws where the test fails as it is
 */
export const tryMutants = async ({
  test,
  mutants,
  servers = {},
  told,
  isOver = () => false,
  run = tryInOneProcess,
}) => {
  const left = new Map(mutants.map((mutant) => [mutant.key, mutant]));
  const doubted = new Set();
  let steps = 0;
  const settle = ({ key, why }) => {
    if (!left.has(key)) return;
    steps += 1;
    const byTime = why !== undefined && isByTime(why);
    if (byTime && !doubted.has(key)) {
      doubted.add(key);
      return;
    }
    left.delete(key);
    told({ key, why, byTime });
  };
  const next = () => {
    const [sure, unsure] = [[...left.values()].filter(({ key }) => !doubted.has(key)), [...left.values()]];
    return sure.length > 0 ? sure : unsure;
  };
  for (let attempt = 0; left.size > 0 && !isOver(); attempt += 1) {
    const before = steps;
    const { fault, trying, how, words } = await run({ test, mutants: next(), servers, told: settle, isOver });
    if (isOver()) return;
    if (how === 'SIGKILL') settle({ key: trying, why: 'it took too long' });
    else if (!isEnd(how)) settle({ key: trying, why: `its process ended: ${how}` });
    if (steps > before) attempt = 0;
    else if (attempt === attempts - 1) throw new Error(`${test.file} fails as it is: ${fault ?? how}\n${words}`);
  }
};
