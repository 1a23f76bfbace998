import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { leaseRows } from './lease-rows.ts';
import { leases, type Lease, type Leases } from './lease.ts';
import { ownDatabase } from './testing/own-database.ts';
import { TurnGivenUp } from './turn.ts';

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
/** Nobody holds a lease for longer than its test, also where that fails. */
let over: AbortController;
beforeEach(() => {
  over = new AbortController();
});
afterEach(() => over.abort());

/** Holds the lease until told to let go, or until it is lost. */
const holding = (from: Leases, signal = over.signal) => {
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
      leases(database.pool, times).during(name, over.signal, async () => {
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
    expect(performance.now() - asked).toBeLessThan(10_000);
    next.letGo();
    await Promise.all([first.done, next.done]);
  });

  it('is released by work that fails, with its error', async () => {
    const broken = leases(database.pool, { ttl: 60_000 }).during(name, over.signal, () =>
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
    expect(performance.now() - asked).toBeLessThan(10_000);
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

describe('A renewal that comes late (L11)', () => {
  it('does not bring a released lease back: the next one gets it at once', async () => {
    const rows = leaseRows(database.pool, 60_000);
    const first = await rows.take(name, 'first');
    const token = first?.token ?? 0n;
    expect(await rows.renew(name, token)).toBe(true);
    await rows.release(name, token);
    expect(await rows.renew(name, token)).toBe(false);
    expect(await rows.take(name, 'next')).toEqual({ token: token + 1n, clean: true });
  });

  it('does not prolong what somebody else holds', async () => {
    const rows = leaseRows(database.pool, 60_000);
    const first = await rows.take(name, 'first');
    await lapse();
    await rows.take(name, 'next');
    const until = async () => (await database.pool.query('select until from leases where name = $1', [name])).rows;
    const before = await until();
    expect(await rows.renew(name, first?.token ?? 0n)).toBe(false);
    expect(await until()).toEqual(before);
  });

  it('counts from before the question was sent: a slow answer makes no lease longer', async () => {
    const silent = new Promise<never>(() => undefined);
    const slow = {
      query: async ({ name: statement, text, values }: { name: string; text: string; values: unknown[] }) => {
        if (statement !== 'lease_take') return silent;
        const answer = await database.pool.query(text, values);
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        return answer;
      },
    };
    const asked = performance.now();
    const lost = Promise.withResolvers<number>();
    const work = (lease: Lease) => aborted(lease).then(() => lost.resolve(performance.now() - asked));
    void leases(slow as never, { ttl: 3_000 }).during(name, over.signal, work);
    const held = await lost.promise;
    expect(held).toBeGreaterThanOrEqual(2_995);
    expect(held).toBeLessThan(5_000);
  });
});

describe('Work of which a turn was given up', () => {
  it('releases nothing: the lease lapses, and the next one is told that somebody may wake up', async () => {
    const given = leases(database.pool, times).during(name, over.signal, () =>
      Promise.reject(new TurnGivenUp('words', 1)),
    );
    await expect(given).rejects.toThrow(TurnGivenUp);
    const next = holding(leases(database.pool, times));
    expect(await next.lease).toMatchObject({ token: 2n, clean: false });
    next.letGo();
    await next.done;
  });
});
