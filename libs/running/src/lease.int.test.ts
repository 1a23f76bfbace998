import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { assertHeld, LeaseLost } from './lease-rows.ts';
import { leases, type Lease, type Leases } from './lease.ts';
import { ownDatabase } from './testing/own-database.ts';

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
});
afterAll(() => database.close());

let name: string;
beforeEach(() => {
  name = `relay-${crypto.randomUUID()}`;
});

const times = { ttl: 600, retryEvery: 20 };
const forEver = new AbortController().signal;

/** Holds the lease until told to let go, or until it is lost. */
const holding = (from: Leases, signal = forEver) => {
  const taken = Promise.withResolvers<Lease>();
  const letGo = Promise.withResolvers<void>();
  const done = from.during(name, signal, async (lease) => {
    taken.resolve(lease);
    lease.signal.addEventListener('abort', () => letGo.resolve());
    await letGo.promise;
  });
  return { lease: taken.promise, letGo: letGo.resolve, done };
};

const aborted = ({ signal }: Lease): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));

const lapse = () =>
  database.pool.query(`update leases set until = clock_timestamp() - interval '1 second' where name = $1`, [name]);

describe('A lease', () => {
  it('has one holder at a time among many who want it', async () => {
    let holders = 0;
    let most = 0;
    const turns = Array.from({ length: 6 }, () =>
      leases(database.pool, times).during(name, forEver, async () => {
        holders += 1;
        most = Math.max(most, holders);
        await new Promise((resolve) => setTimeout(resolve, 10));
        holders -= 1;
      }),
    );
    await Promise.all(turns);
    expect(most).toBe(1);
  });

  it('goes to the next one at once when it is released, who is told that it was a clean end', async () => {
    const first = holding(leases(database.pool, { ttl: 60_000 }));
    expect(await first.lease).toMatchObject({ token: 1n, clean: true });
    const next = holding(leases(database.pool, { ttl: 60_000, retryEvery: 20 }));
    const asked = performance.now();
    first.letGo();
    expect(await next.lease).toMatchObject({ token: 2n, clean: true });
    expect(performance.now() - asked).toBeLessThan(1_000);
    next.letGo();
    await Promise.all([first.done, next.done]);
  });

  it('is released by work that fails, with its error', async () => {
    const broken = leases(database.pool, { ttl: 60_000 }).during(name, forEver, () =>
      Promise.reject(new Error('broken')),
    );
    await expect(broken).rejects.toThrow('broken');
    const next = holding(leases(database.pool, times));
    expect(await next.lease).toMatchObject({ token: 2n, clean: true });
    next.letGo();
    await next.done;
  });

  it('is kept for longer than it lasts, by renewing', async () => {
    const first = holding(leases(database.pool, times));
    const { token } = await first.lease;
    const other = new AbortController();
    const impatient = holding(leases(database.pool, times), other.signal);
    await new Promise((resolve) => setTimeout(resolve, times.ttl * 2));
    expect((await first.lease).signal.aborted).toBe(false);
    other.abort();
    await impatient.done;
    first.letGo();
    await first.done;
    const { rows } = await database.pool.query('select token from leases where name = $1', [name]);
    expect(rows).toEqual([{ token: String(token) }]);
  });

  it('is taken over once it lapsed, and the next one is told that its holder may wake up', async () => {
    const paused = holding(leases(database.pool, { ttl: 60_000 }));
    await paused.lease;
    await lapse();
    const next = holding(leases(database.pool, times));
    expect(await next.lease).toMatchObject({ token: 2n, clean: false });
    paused.letGo();
    await paused.done;
    expect((await next.lease).signal.aborted).toBe(false);
    next.letGo();
    await next.done;
  });

  it('tells its holder when somebody else has it', async () => {
    const first = holding(leases(database.pool, { ttl: 1_500 }));
    const lease = await first.lease;
    await lapse();
    const next = holding(leases(database.pool, times));
    await next.lease;
    const asked = performance.now();
    await aborted(lease);
    expect(performance.now() - asked).toBeLessThan(1_000);
    next.letGo();
    await Promise.all([first.done, next.done]);
  });

  it('is given up by a holder that cannot renew it, before another may take it', async () => {
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    const asked = performance.now();
    const cutOff = holding(leases(pool, times));
    const lease = await cutOff.lease;
    await pool.end();
    await aborted(lease);
    expect(performance.now() - asked).toBeLessThan(times.ttl + 200);
    await cutOff.done;
  });
});

describe('The fence of a lease', () => {
  it('keeps others from taking over until what its holder writes is committed', async () => {
    const first = holding(leases(database.pool, times));
    const writer = await database.pool.connect();
    await writer.query('begin');
    await assertHeld(writer, await first.lease);
    const order: string[] = [];
    const next = holding(leases(database.pool, times));
    const taken = next.lease.then(() => order.push('taken over'));
    await aborted(await first.lease);
    await new Promise((resolve) => setTimeout(resolve, 200));
    order.push('committed');
    await writer.query('commit');
    writer.release();
    await taken;
    expect(order).toEqual(['committed', 'taken over']);
    next.letGo();
    await Promise.all([first.done, next.done]);
  });

  it('refuses a former holder that wakes up', async () => {
    const paused = holding(leases(database.pool, { ttl: 60_000 }));
    const old = await paused.lease;
    await lapse();
    const next = holding(leases(database.pool, times));
    const current = await next.lease;
    await expect(assertHeld(database.pool as never, old)).rejects.toThrow(LeaseLost);
    await assertHeld(database.pool as never, current);
    paused.letGo();
    next.letGo();
    await Promise.all([paused.done, next.done]);
  });
});
