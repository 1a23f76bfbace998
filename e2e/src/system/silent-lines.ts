import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames, type ServiceName } from '@lethe/contracts';
import { leave, reached, type Confirmed } from '../story/cancelling.ts';
import { register, signIn, type Person } from '../story/person.ts';
import { stranger } from '../story/cancel-account.story.ts';
import type { Lines, System } from './system.ts';

/** What must hold once a line is back. */
const withinMs = 15_000;
/** Whom a request of somebody else does not need. */
const elsewhere: ReadonlySet<ServiceName> = new Set([
  'cancellation',
  'ticketing',
  'notification',
  'workspace-ownership',
  'mfa',
]);

const somebody = async ({ world }: System, mark: string): Promise<Person> =>
  signIn(await register(world, stranger(mark)));

export type Silence = Readonly<{
  server: keyof Lines;
  milliseconds: number;
  /** What becomes of the connections of before: see `Line`. */
  before: 'late' | 'lost';
}>;

/**
 * A cancellation is confirmed, then the lines of each of these services to that server go silent, one after the other, and
 * come back.
 * @returns the states that other people's requests got meanwhile, and the cancellation, completed.
 */
export const cancelThrough = async (
  system: System,
  { server, milliseconds, before }: Silence,
  services: readonly ServiceName[] = serviceNames,
): Promise<Readonly<{ confirmed: Confirmed; elsewhere: readonly number[] }>> => {
  const [leaver, other] = [await somebody(system, 'grace'), await somebody(system, 'ada')];
  const confirmed = await leave(leaver);
  const statuses: number[] = [];
  for (const name of services) {
    const line = system.lines.get(name)?.[server];
    line?.silence();
    const until = performance.now() + milliseconds;
    if (elsewhere.has(name)) statuses.push((await other.browser.get('/v1/account')).status);
    await pause(Math.max(0, until - performance.now()));
    line?.restore(before);
  }
  await reached(system.world, confirmed, 'completed', withinMs);
  return { confirmed, elsewhere: statuses };
};
