import { write, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** So much may wait for whoever takes the lines. */
const mostWaiting = 4 * 1024 * 1024;
const againAfterMs = 1_000;
const writeTo = promisify(write);

/**
 * Lines to a file or a pipe that never hold up whoever writes them, nor end the process. What a full disk, a closed pipe
 * or a reader who stands still does not take is dropped and counted, and said once lines are taken again.
 */
export class LogLines {
  readonly #fd: number;
  readonly #sayLost: (lost: number) => string;
  #waiting: string[] = [];
  #length = 0;
  #lost = 0;
  #torn = false;
  #writingSince: number | undefined;

  constructor(fd: number, sayLost: (lost: number) => string) {
    this.#fd = fd;
    this.#sayLost = sayLost;
  }

  write(line: string): void {
    if (this.#length + line.length > mostWaiting) this.#lost += 1;
    else {
      this.#waiting.push(line);
      this.#length += line.length;
    }
    if (this.#writingSince === undefined) void this.#writeOn();
  }

  /** The last words before the process ends, unless whoever takes them stands still. */
  flush(): void {
    if (this.#writingSince !== undefined && performance.now() - this.#writingSince > againAfterMs) return;
    try {
      writeSync(this.#fd, this.#taken().join(''));
    } catch {
      // There is nobody left to tell.
    }
  }

  async #writeOn(): Promise<void> {
    while (this.#waiting.length > 0) {
      const lines = this.#taken();
      this.#writingSince = performance.now();
      try {
        await this.#writeAll(lines);
      } catch {
        this.#lost += lines.length;
        await pause(againAfterMs, undefined, { ref: false });
      }
    }
    this.#writingSince = undefined;
  }

  /** A line that was cut off is ended first, so that the next one can be read. */
  async #writeAll(lines: readonly string[]): Promise<void> {
    const lost = this.#lost;
    let left = Buffer.from(`${this.#torn ? '\n' : ''}${lost > 0 ? this.#sayLost(lost) : ''}${lines.join('')}`);
    while (left.length > 0) {
      const { bytesWritten } = await writeTo(this.#fd, left, 0, left.length, null);
      left = left.subarray(bytesWritten);
      this.#torn = left.length > 0;
    }
    this.#lost -= lost;
  }

  #taken(): readonly string[] {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#length = 0;
    return lines;
  }
}
