import config from '../../jest.config.mjs';

const root = new URL('../..', import.meta.url).pathname;

/** Loading Nest takes as long as many a test with all its mutants. */
const setup = process.env.LETHE_MUTANTS_NEST === 'false' ? { setupFiles: [] } : {};

const ours = {
  ...setup,
  rootDir: root,
  roots: ['<rootDir>/libs', '<rootDir>/services'],
  testRunner: '<rootDir>/scripts/mutants/runner.mjs',
  testEnvironment: '<rootDir>/scripts/mutants/environment.mjs',
};

export default {
  ...config,
  rootDir: root,
  projects: config.projects.map((project) => ({ ...project, ...ours })),
};
