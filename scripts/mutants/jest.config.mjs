import config from '../../jest.config.mjs';

const root = new URL('../..', import.meta.url).pathname;

const compiled = ({ transform, ...project }) => {
  const [[files, [, options]]] = Object.entries(transform);
  return { ...project, rootDir: root, transform: { [files]: ['<rootDir>/scripts/mutants/transform.mjs', options] } };
};

export default { ...config, rootDir: root, projects: config.projects.map(compiled) };
