/**
 * One way to run what runs for ever. Views, relay, consumers, due rows and timers are each a `workerOf`:
 *
 * ```ts
 * const worker = workerOf({
 *   name: `relay/${service}`,
 *   log,
 *   lease: { leases: leases(pool), name: `relay/${service}` }, // one replica at a time; without it all of them
 *   round: async ({ signal, turn, lease }) => {
 *     // 1. Open what this round needs: manager, checkpoint, durable. A throw ends the round, the lease goes on to
 *     //    whoever is quicker, and the next round comes after a back-off with jitter. Do not catch, do not pause.
 *     await turn((deadline) => …);
 *     // 2. Wait for work as long as you like, outside of a turn, until `signal` (stop, or lease lost) is aborted.
 *     for await (const batch of follow(store, after, signal))
 *       // 3. Do work in turns. One that goes past `deadlineMs` is given up: `deadline` aborts, an alarm is written, the
 *       //    round ends, and the lease lapses unclean, since what was given up may wake up. A turn that succeeds ends
 *       //    the row of failures.
 *       await turn((deadline) => publish(batch, deadline));
 *     // 4. Return where there is nothing to do: the next round begins after `everyMs`.
 *   },
 * });
 * worker.start();
 * await worker.stop(); // aborts `signal`, lets the turn under way come to its end, and ends within `stopWithinMs`
 * ```
 *
 * Entities in parallel, each in its order: several turns at once in a round, one for each lane.
 *
 * **What kind a failure is** says `kindOf`, by list. A worker that serves entities asks it for each one:
 * `busy` and `outage` are tried again for a short while, and then set aside; `poison` and `refusal` after a few tries; `forged`
 * is dropped at once, and said.
 *
 * **An entity that cannot go on** is set aside with `setAsideBy(database, worker)`, so that the others go on:
 *
 * ```ts
 * const rows = setAsideBy(pool, durable);
 * if ((await rows.holds(entity)) && (await rows.queue(entity, place))) return 'set aside'; // false: a replay just ended
 * try { … } catch (error) { await rows.add(entity, place, error); }  // before anything past it is published or acknowledged
 * await tryDue({ rows, work, onError }, signal);  // in a round of its own, every second or so: in order, with back-off
 * await tryNow({ rows, work, onError }, entity);  // since a person asks: poison too
 * await rows.discard(entity);                     // a person gives the first one up; those behind it are due then
 * ```
 *
 * `place` is text of the worker's own: how it finds the thing again. Pass a transaction as the database where the row must
 * come with something else, such as a checkpoint. Rows that are being tried are nobody else's for `tryForMs`; whoever comes
 * late removes nothing. `work` may be called twice for a row.
 *
 * **Stopping a process**: `stopAll`, in order, each within a bound, whatever fails.
 */
export { waitAfter, type BackOff } from './back-off.ts';
export { armFailpoint, failpoint } from './failpoint.ts';
export { isNoRoom, kindOf, mayPass } from './kinds.ts';
export { leases, type LeaseTimes } from './lease.ts';
export { Explained, reportOf, type Log } from './log.ts';
export { pause } from './pause.ts';
export { leasesTable, runningMigrations } from './running.migrations.ts';
export { allSetAside, setAsideBy, type Database, type SetAside, type SetAsideRows, type Taken } from './set-aside.ts';
export { isOfData, isRolledBack, sqlStateOf } from './sql-states.ts';
export { stopAll, type Stop } from './stop-all.ts';
export { tryDue, tryNow, type TryingAgain } from './trying-again.ts';
export { TurnGivenUp, type Turn } from './turn.ts';
export { within } from './within.ts';
export { workerOf, type Round, type Worker } from './worker.ts';
