import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import type { Leases } from './lease.ts';
import { workerOf, type Round, type WorkerParts } from './worker.ts';

const outage = () => Object.assign(new Error('quotes a value'), { code: 'ECONNREFUSED' });
const forEver = (): Promise<never> => new Promise(() => undefined);

/** A worker that is quick, and what it logs. */
const worker = (round: (round: Round) => Promise<void>, parts: Partial<WorkerParts> = {}) => {
  const logged: Record<string, unknown>[] = [];
  const log = (level: string) => (facts: object, text: string) => void logged.push({ level, text, ...facts });
  const running = workerOf({
    name: 'words',
    log: { warn: log('warn'), error: log('error') },
    backOff: { firstMs: 10, atMostMs: 10 },
    round,
    ...parts,
  });
  running.start();
  return { ...running, logged };
};

describe('Whatever runs for ever (D1)', () => {
  it('does one round after the other, and none after its stop', async () => {
    let rounds = 0;
    const { stop, logged } = worker(async () => void (rounds += 1), { everyMs: 5 });
    await eventually(() => expect(rounds).toBeGreaterThan(2));
    await stop();
    const then = rounds;
    await pause(20);
    expect(rounds).toBe(then);
    expect(logged).toEqual([]);
  });

  it('does a round again that failed, waits longer each time, and says why without what is quoted', async () => {
    const at: number[] = [];
    const { stop, logged } = worker(
      async () => {
        at.push(performance.now());
        throw outage();
      },
      { backOff: { firstMs: 20, atMostMs: 1_000 }, random: () => 1 },
    );
    await eventually(() => expect(at.length).toBeGreaterThan(3));
    await stop();
    const waits = at.slice(1).map((time, place) => time - (at[place] ?? 0));
    for (const [place, least] of [19, 39, 79].entries()) expect(waits[place]).toBeGreaterThanOrEqual(least);
    expect(logged[0]).toMatchObject({
      level: 'warn',
      worker: 'words',
      kind: 'outage',
      failures: 1,
      code: 'ECONNREFUSED',
    });
    expect(JSON.stringify(logged)).not.toContain('quotes a value');
  });

  it('says a failure that is poison at once, and an outage after a while, at error level', async () => {
    const broken = worker(() => Promise.reject(new TypeError('quotes a value')));
    const cut = worker(() => Promise.reject(outage()), { alarmAfterMs: 400 });
    const levels = () => cut.logged.map(({ level }) => level);
    await eventually(() => expect(levels().lastIndexOf('error')).toBeGreaterThan(levels().indexOf('error')));
    await Promise.all([broken.stop(), cut.stop()]);
    expect(broken.logged[0]).toMatchObject({ level: 'error', kind: 'poison', error: 'TypeError' });
    expect(levels()[0]).toBe('warn');
    expect(levels()[levels().indexOf('error') + 1]).toBe('warn');
    expect(cut.logged[levels().indexOf('error')]).toMatchObject({
      kind: 'outage',
      text: expect.stringContaining('for minutes'),
    });
  });

  it('begins to count failures anew after a turn that succeeded', async () => {
    const { stop, logged } = worker(async ({ turn }) => {
      await turn(() => Promise.resolve());
      throw outage();
    });
    await eventually(() => expect(logged.length).toBeGreaterThan(1));
    await stop();
    expect(logged.every(({ failures }) => failures === 1)).toBe(true);
  });

  it('begins to count failures anew after a round that came to its end', async () => {
    let rounds = 0;
    const { stop, logged } = worker(async () => {
      rounds += 1;
      if (rounds % 2 === 1) throw outage();
    });
    await eventually(() => expect(logged.length).toBeGreaterThan(1));
    await stop();
    expect(logged.every(({ failures }) => failures === 1)).toBe(true);
  });

  it('does its rounds under a lease where it has one, and hands its signal and token on', async () => {
    const asked: string[] = [];
    const over = new AbortController();
    const during: Leases['during'] = async (name, _signal, work) => {
      asked.push(name);
      await work({ name, token: 7n, clean: true, signal: over.signal });
    };
    const rounds: Round[] = [];
    const { stop } = worker(async (round) => void rounds.push(round), {
      lease: { leases: { during }, name: 'view/words' },
      everyMs: 5,
    });
    await eventually(() => expect(rounds.length).toBeGreaterThan(1));
    await stop();
    expect(asked.length).toBe(rounds.length);
    expect(asked[0]).toBe('view/words');
    expect(rounds[0]?.lease?.token).toBe(7n);
    expect(rounds[0]?.signal).toBe(over.signal);
  });

  it('gives a turn up that never ends: its signal aborts, an alarm is written, and the next round begins', async () => {
    let rounds = 0;
    let reason: unknown;
    const { stop, logged } = worker(
      async ({ turn }) => {
        rounds += 1;
        await turn((signal) => {
          signal.addEventListener('abort', () => (reason = signal.reason));
          return rounds === 1 ? forEver() : Promise.resolve();
        });
      },
      { deadlineMs: 200, everyMs: 5 },
    );
    await eventually(() => expect(rounds).toBeGreaterThan(2));
    await stop();
    expect(reason).toMatchObject({ name: 'TurnGivenUp', worker: 'words', deadlineMs: 200 });
    expect(logged.map(({ level, text }) => [level, text])).toEqual([
      ['error', 'A turn did not end in time and was given up.'],
      ['warn', 'A worker waits and starts again.'],
    ]);
  });

  it('lets the turn under way come to its end when it is stopped', async () => {
    let ended = false;
    const begun = Promise.withResolvers<void>();
    const { stop } = worker(({ turn }) =>
      turn(async () => {
        begun.resolve();
        await pause(50);
        ended = true;
      }),
    );
    await begun.promise;
    await stop();
    expect(ended).toBe(true);
  });

  it('comes to its end within a bound when it is stopped, whatever hangs, and says so', async () => {
    const { stop, logged } = worker(forEver, { stopWithinMs: 40 });
    const asked = performance.now();
    await stop();
    expect(performance.now() - asked).toBeLessThan(4_000);
    expect(logged).toMatchObject([{ level: 'error', worker: 'words', stopWithinMs: 40 }]);
  });

  it('can be stopped before it was started', async () => {
    const log = { warn: () => undefined, error: () => undefined };
    await expect(workerOf({ name: 'words', log, round: forEver }).stop()).resolves.toBeUndefined();
  });
});
