import { write, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** So much may wait for whoever takes the lines. */
const mostWaiting = 4 * 1024 * 1024;
/** What is said once there is room again. */
export type SayLost = (lost: number) => string;
export type LogLines = Readonly<{ write: (line: string) => void; flush: () => void }>;

const writeTo = promisify(write);

/**
 * Lines to a file or a pipe that never hold up whoever writes them, nor end the process. What a full disk, a closed pipe
 * or a reader who stands still does not take is dropped and counted, and said once lines are taken again.
 */
export const logLines = (fd: number, sayLost: SayLost, againAfterMs = 1_000): LogLines => {
  let waiting: string[] = [];
  let bytes = 0;
  let lost = 0;
  let torn = false;
  let busy = false;
  let beganAt = 0;

  const taken = (): readonly string[] => {
    const lines = waiting;
    waiting = [];
    bytes = 0;
    return lines;
  };
  /** A line that was cut off is closed first, so that the next one can be read. */
  const writeAll = async (lines: readonly string[]): Promise<void> => {
    let left = Buffer.from(`${torn ? '\n' : ''}${lost > 0 ? sayLost(lost) : ''}${lines.join('')}`);
    while (left.length > 0) {
      const { bytesWritten } = await writeTo(fd, left, 0, left.length, null);
      left = left.subarray(bytesWritten);
      torn = left.length > 0;
    }
    lost = 0;
  };
  const drain = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const lines = taken();
      beganAt = performance.now();
      try {
        await writeAll(lines);
      } catch {
        lost += lines.length;
        await pause(againAfterMs, undefined, { ref: false });
      }
    }
    busy = false;
  };
  return {
    write: (line) => {
      bytes += line.length;
      if (bytes > mostWaiting) lost += 1;
      else waiting.push(line);
      if (!busy) void drain();
    },
    /** The last words before the process ends, unless whoever takes them stands still. */
    flush: () => {
      if (busy && performance.now() - beganAt > againAfterMs) return;
      try {
        writeSync(fd, taken().join(''));
      } catch {
        // There is nobody left to tell.
      }
    },
  };
};
