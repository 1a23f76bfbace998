/** Places where a test may kill the process to see that nothing is lost or done twice. */
export const failpoints = [
  'relay.before-publish',
  'relay.after-publish',
  'consumer.before-handling',
  'consumer.after-handling',
  'clearing.after-gate',
  'clearing.after-clear',
  'clearing.after-record',
  'clearing.after-views',
  'clearing.after-key',
  'clearing.after-acknowledgement',
  'saga.before-asking',
  'saga.before-settling',
  'due.ahead-of-its-row',
  'gateway.after-call',
] as const;
export type Failpoint = (typeof failpoints)[number];

type Armed = { name: string; passesLeft: number };
let armed: Armed | undefined;

/**
 * Arms what `LETHE_FAILPOINT` names: `name` or `name:n`, which kills the process at its n-th pass.
 * @throws Error outside tests, or where no such point is known: it would never be passed.
 */
export const armFailpoint = (environment: Readonly<Record<string, string | undefined>>): void => {
  const wanted = environment['LETHE_FAILPOINT'];
  if (wanted === undefined) return;
  if (environment['LETHE_MODE'] !== 'test') throw new Error('LETHE_FAILPOINT is for tests only.');
  const [name = '', passes = '1'] = wanted.split(':');
  if (!failpoints.some((known) => known === name)) throw new Error(`There is no failpoint ${name}.`);
  armed ??= { name, passesLeft: Number(passes) };
};

export const failpoint = (name: Failpoint): void => {
  if (armed?.name !== name) return;
  armed.passesLeft -= 1;
  if (armed.passesLeft <= 0) process.kill(process.pid, 'SIGKILL');
};
