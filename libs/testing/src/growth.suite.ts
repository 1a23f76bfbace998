import { appendFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Cost } from './counted.ts';

/** A request, made ready by one function and then asked by the other, which alone is measured. */
export type Request = () => Promise<() => Promise<unknown>>;

/** Everything of one size: the requests, and how what they ask of the database is counted. */
export type World = Readonly<{
  requests: Readonly<Record<string, Request>>;
  counted: (work: () => Promise<unknown>) => Promise<Cost>;
  close: () => Promise<void>;
}>;

type Grown = Readonly<{
  /** What there are more and more of. */
  of: string;
  open: (size: number) => Promise<World>;
  /** What may grow linearly all the same; who writes it down says why. */
  except?: readonly (keyof Cost)[];
}>;

/** `npm run bench -- growth` sets it: a file of lines to which times go. */
const report = process.env['LETHE_GROWTH_REPORT'];
const most = 3;

/** GRO-1: no request costs more than three times as much where there are a hundred times as many. */
export const describeGrowth = (grown: Grown): void => {
  describe(`With more and more ${grown.of} (GRO-1)`, () => {
    if (report === undefined) countGrowth(grown);
    else timeGrowth(grown, report);
  });
};

const countGrowth = ({ open, except = [] }: Grown): void => {
  it('a request asks no more of the database at 1,000 than three times what it asks at 10', async () => {
    const few = await costsAt(open, 10);
    const many = await costsAt(open, 1_000);
    const grew = Object.entries(many).flatMap(([name, cost]) =>
      (Object.keys(cost) as (keyof Cost)[])
        .filter((part) => cost[part] > most * (few[name]?.[part] ?? 0) && !except.includes(part))
        .map((part) => `${name}: ${part} ${String(few[name]?.[part])} → ${String(cost[part])}`),
    );
    expect(grew).toEqual([]);
  }, 120_000);
};

/** The second time, when what the first one left behind (a snapshot, a prepared statement) is there. */
const costsAt = async (open: Grown['open'], size: number): Promise<Record<string, Cost>> => {
  const { requests, counted, close } = await open(size);
  try {
    const costs: Record<string, Cost> = {};
    for (const [name, request] of Object.entries(requests)) {
      await (
        await request()
      )();
      costs[name] = await counted(await request());
    }
    return costs;
  } finally {
    await close();
  }
};

const times = 15;
/** Milliseconds after which the times so far are enough. */
const patience = 3_000;
const largest = Number(process.env['LETHE_GROWTH_LARGEST'] ?? 10_000);
const sizes = [10, 1_000, 10_000].filter((size) => size <= largest);

const timeGrowth = ({ of, open }: Grown, file: string): void => {
  it('a request takes no more than three times as long at 1,000 and 10,000 as at 10', async () => {
    const at: Record<number, Record<string, number>> = {};
    for (const size of sizes) at[size] = await timesAt(open, size);
    const lines = Object.keys(at[10] ?? {}).map((name) => {
      const [few = 0, some = 0, many] = sizes.map((size) => at[size]?.[name]);
      return { of, name, few, some, many };
    });
    for (const line of lines) appendFileSync(file, `${JSON.stringify(line)}\n`);
    expect(lines.filter(({ few, some, many }) => Math.max(some, many ?? 0) > most * few)).toEqual([]);
  }, 1_200_000);
};

/** Milliseconds, the median of so many. */
const timesAt = async (open: Grown['open'], size: number): Promise<Record<string, number>> => {
  const { requests, close } = await open(size);
  try {
    const medians: Record<string, number> = {};
    for (const [name, request] of Object.entries(requests)) {
      const taken: number[] = [];
      const until = performance.now() + patience;
      while (taken.length < times && (taken.length < 3 || performance.now() < until)) {
        const ask = await request();
        const startedAt = performance.now();
        await ask();
        taken.push(performance.now() - startedAt);
      }
      medians[name] = taken.toSorted((one, other) => one - other)[Math.floor(taken.length / 2)] ?? 0;
    }
    return medians;
  } finally {
    await close();
  }
};
