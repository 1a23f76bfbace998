import { LogLines } from './log-lines.ts';

const fd = 1;
let lines: LogLines | undefined;

/** By hand: a logger would write to what is spoken of. */
const lostLine = (lost: number): string =>
  `${JSON.stringify({ level: 50, time: Date.now(), lost, msg: 'Lines of the log were lost: nobody took them.' })}\n`;

const opened = (): LogLines => {
  const made = new LogLines(fd, lostLine);
  process.once('exit', () => made.flush());
  // What Node itself says goes there too, and an error of it would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return made;
};

/** Where all services of the process write their log, so that their lines do not mix. */
export const standardOutput = (): LogLines => (lines ??= opened());
