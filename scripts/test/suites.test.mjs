import { describe, expect, it } from '@jest/globals';
import { filesFor, needBuild, patternOf, suitesOf } from './suites.mjs';

const files = [
  'libs/deciding/src/decider.test.ts',
  'libs/bus/src/call.int.test.ts',
  'services/console/src/first-load.test.ts',
  'e2e/src/readme.e2e.test.ts',
  'e2e/src/schemathesis.long.test.ts',
];
const suitesFor = (...patterns) => suitesOf(filesFor(patterns, { files }));

describe('Tests chosen by a path (D10)', () => {
  it('need their own suite alone', () => {
    expect(suitesFor('libs/deciding/src/decider.test.ts')).toEqual(['unit']);
    expect(suitesFor('LIBS/BUS')).toEqual(['int']);
    expect(suitesFor('libs/bus', 'decider')).toEqual(['unit', 'int']);
    expect(suitesFor('no/such.test.ts')).toEqual([]);
  });

  it('are long ones only where nothing else is meant, or they are asked for', () => {
    expect(suitesFor('e2e/src')).toEqual(['e2e']);
    expect(suitesFor('schemathesis')).toEqual(['long']);
    expect(suitesOf(filesFor(['e2e/src'], { files, long: true }))).toEqual(['e2e', 'long']);
  });

  it('need a build where they start the services, or look at what was built', () => {
    expect(['libs', 'services', 'e2e/src'].map((pattern) => needBuild(filesFor([pattern], { files })))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('may be named from here or from the root of the disk', () => {
    expect(patternOf('./libs/bus')).toBe('libs/bus');
    expect(patternOf(`${process.cwd()}/libs/bus`)).toBe('libs/bus');
    expect(patternOf('--bail')).toBe('--bail');
  });
});
