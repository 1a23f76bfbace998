import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@lethe/testing';
import { mayMount, smallDisk } from '../../event-store-postgres/src/testing/small-disk.ts';

type Line = Readonly<{ said?: number; lost?: number; level: number }>;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that logs a lot to what is given. */
const busyProcess = async (output: number | 'pipe') => {
  const child = fork(new URL('./testing/logging-process.ts', import.meta.url), {
    stdio: ['ignore', output, output === 'pipe' ? 'ignore' : output, 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
    execArgv: ['--conditions=lethe:source', '--experimental-transform-types', '--disable-warning=ExperimentalWarning'],
  });
  children.push(child);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    child,
    said: async (): Promise<number> => {
      const answer = await fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(1_000) });
      return ((await answer.json()) as { said: number }).said;
    },
    end: async (): Promise<unknown> => {
      const ended = once(child, 'exit');
      child.send('end');
      return (await ended)[0];
    },
  };
};

/** It goes on logging, and answers meanwhile. */
const expectAlive = async (said: () => Promise<number>): Promise<void> => {
  const before = await said();
  for (let n = 0; n < 10; n += 1) {
    await said();
    await pause(100);
  }
  expect(await said()).toBeGreaterThan(before + 100);
};

const linesIn = (file: string) => {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const parsed = lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
  const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((all, n) => all + (n ?? 0), 0);
  return { parsed, cutOff: lines.length - parsed.length, lost: sum(parsed.map(({ lost }) => lost)) };
};

const describeWhere = (possible: boolean) => (possible ? describe : describe.skip);

describe('Logging never stops a service (K3)', () => {
  describeWhere(existsSync('/dev/full'))('[SKIPPED without /dev/full]', () => {
    it('where no line is ever taken', async () => {
      const output = openSync('/dev/full', 'a');
      const { said, end } = await busyProcess(output);
      await expectAlive(said);
      expect(await end()).toBe(0);
      closeSync(output);
    });
  });

  it('where whoever reads the lines has gone, or stands still', async () => {
    const [gone, still] = [await busyProcess('pipe'), await busyProcess('pipe')];
    gone.child.stdout?.destroy();
    await Promise.all([expectAlive(gone.said), expectAlive(still.said)]);
    expect(await gone.end()).toBe(0);
  });

  it('and no line is lost where they are taken', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lethe-log-'));
    const file = join(folder, 'log');
    const output = openSync(file, 'a');
    const { said, end } = await busyProcess(output);
    await expectAlive(said);
    expect(await end()).toBe(0);
    const { parsed, cutOff, lost } = linesIn(file);
    expect([cutOff, lost]).toEqual([0, 0]);
    expect(parsed.map((line) => line.said)).toEqual(parsed.map((_, index) => index + 1));
    closeSync(output);
    rmSync(folder, { recursive: true });
  });

  describeWhere(mayMount)('[SKIPPED where nothing may be mounted]', () => {
    it('while its disk is full: what was lost is counted, and said once there is room', async () => {
      const disk = smallDisk(process.pid);
      if (disk === undefined) throw new Error('Nothing may be mounted.');
      const [file, filler] = [join(disk.directory, 'log'), join(disk.directory, 'filler')];
      const output = openSync(file, 'a');
      const { said, end } = await busyProcess(output);
      await eventually(() => expect(linesIn(file).parsed.length).toBeGreaterThan(100));
      try {
        writeFileSync(filler, Buffer.alloc(16 * 1024 * 1024));
      } catch {
        // It is full now.
      }
      await expectAlive(said);
      rmSync(filler);
      await eventually(() => expect(linesIn(file).lost).toBeGreaterThan(0));
      await expectAlive(said);
      expect(await end()).toBe(0);
      const { parsed, cutOff, lost } = linesIn(file);
      expect(cutOff).toBeLessThanOrEqual(1);
      expect(parsed.find((line) => line.lost !== undefined)?.level).toBe(50);
      const written = parsed.flatMap((line) => line.said ?? []);
      expect(new Set(written).size).toBe(written.length);
      // Lines of a part that was written before the disk was full count as lost, too.
      expect(written.length + lost).toBeGreaterThanOrEqual(written.at(-1) ?? 0);
      closeSync(output);
      disk.remove();
    });
  });
});
