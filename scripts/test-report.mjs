import { existsSync, readFileSync } from 'node:fs';

/**
 * What Jest's --json report counts. A test file that could not be run counts as one failure, and so does a run that
 * failed without saying where, such as one whose servers did not start.
 */
export const countsOf = (file, well) => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, names: [] };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: well ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
    names: skippedIn(report),
  };
};

/** Their full names, which say why: nobody shall take them for passed. */
const skippedIn = ({ testResults }) =>
  testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'todo')
    .map(({ fullName }) => fullName);

/** A failed build runs no suite: that is one failure, not none. */
export const totalOf = (suites) =>
  suites.length === 0
    ? { passed: 0, failed: 1 }
    : {
        passed: suites.reduce((sum, { passed }) => sum + passed, 0),
        failed: suites.reduce((sum, { failed }) => sum + failed, 0),
      };

const row = (name, ...cells) => name.padEnd(8) + cells.map((cell) => cell.padStart(9)).join('');

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/** A table of what each step took, of the time of all, and what it counted; and how long it was by the clock. */
export const reportOf = (steps, elapsed) => {
  const whole = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const lines = steps.map(({ name, milliseconds, passed = '', failed = '', skipped = '' }) => {
    const share = Math.round((100 * milliseconds) / whole);
    return row(name, seconds(milliseconds), `${share} %`, String(passed), String(failed), String(skipped));
  });
  const skipped = steps.flatMap(({ names = [] }) => names).map((name) => `not run: ${name}`);
  return [
    '',
    row('', 'time', 'share', 'passed', 'failed', 'skipped'),
    ...lines,
    row('clock', seconds(elapsed)),
    '',
    ...skipped,
  ].join('\n');
};
