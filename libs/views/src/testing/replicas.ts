import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Replicas as processes of their own, to be stopped and killed. */
export const replicas = () => {
  const children: ChildProcess[] = [];
  return {
    /** Sources as they are: Node strips the types, and packages resolve to their sources. */
    start: async (database: string, leaseMs = ''): Promise<ChildProcess> => {
      const child = fork(join(import.meta.dirname, 'runner-process.ts'), {
        execArgv: [
          '--experimental-transform-types',
          '--disable-warning=ExperimentalWarning',
          '--conditions=lethe:source',
        ],
        env: { PATH: process.env['PATH'], LETHE_TEST_DATABASE: database, LETHE_TEST_LEASE: leaseMs },
      });
      children.push(child);
      await once(child, 'message');
      return child;
    },
    killAll: async (): Promise<void> => {
      for (const child of children
        .splice(0)
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null))
        await killed(child);
    },
  };
};

export const killed = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};
