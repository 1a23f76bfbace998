import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { countsOf, reportOf, totalOf } from './test-report.mjs';

describe('Counting what Jest ran', () => {
  let folder, file;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lethe-report-'));
    file = join(folder, 'unit.json');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const jestSays = (counts) => {
    const none = { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };
    writeFileSync(file, JSON.stringify({ ...none, numPendingTests: 0, numTodoTests: 0, ...counts }));
  };

  it('counts passed, failed and skipped tests', () => {
    jestSays({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(countsOf(file, false)).toEqual({ passed: 5, failed: 2, skipped: 2, names: [] });
  });

  it('names the tests that were skipped, and says so below the table', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'A store keeps' },
      { status: 'pending', fullName: 'A store SKIPPED: no container engine answers' },
    ];
    jestSays({ numPassedTests: 1, numPendingTests: 1, testResults: [{ assertionResults }] });
    const counts = countsOf(file, true);
    expect(counts.names).toEqual(['A store SKIPPED: no container engine answers']);
    const report = reportOf([{ name: 'int', milliseconds: 1_000, ...counts }], 1_000);
    expect(report.split('\n').at(-1)).toBe('not run: A store SKIPPED: no container engine answers');
  });

  it('counts a test file that could not be run as a failure', () => {
    jestSays({ numPassedTests: 5, numRuntimeErrorTestSuites: 1 });
    expect(countsOf(file, false)).toEqual({ passed: 5, failed: 1, skipped: 0, names: [] });
  });

  it('counts a failure when Jest failed without saying where, or without a report', () => {
    jestSays({ numPassedTests: 5 });
    expect(countsOf(file, false)).toEqual({ passed: 5, failed: 1, skipped: 0, names: [] });
    expect(countsOf(join(folder, 'missing.json'), true)).toEqual({ passed: 0, failed: 1, skipped: 0, names: [] });
  });

  it('sums the suites, and counts a build that failed as one failure', () => {
    const suites = [
      { passed: 5, failed: 1 },
      { passed: 2, failed: 0 },
    ];
    expect(totalOf(suites)).toEqual({ passed: 7, failed: 1 });
    expect(totalOf([])).toEqual({ passed: 0, failed: 1 });
  });

  it('shows the share of each step in the time of all, and how long it was by the clock', () => {
    const unit = { name: 'unit', milliseconds: 3_000, passed: 5, failed: 0, skipped: 0 };
    const lines = reportOf([{ name: 'build', milliseconds: 1_000 }, unit], 3_500)
      .trim()
      .split('\n');
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['time', 'share', 'passed', 'failed', 'skipped'],
      ['build', '1.0 s', '25 %'],
      ['unit', '3.0 s', '75 %', '5', '0', '0'],
      ['clock', '3.5 s'],
    ]);
  });
});
