import { createServer } from 'node:http';
import { pino } from 'pino';
import { standardOutput } from '../standard-output.ts';

/** Logs a thousand lines a second and answers `/livez`, as a busy service does. Ends when it is told to. */
const logger = pino({}, standardOutput());
let said = 0;
const logging = setInterval(() => {
  for (let n = 0; n < 10; n += 1) {
    said += 1;
    logger.info({ said, padding: 'x'.repeat(1_000) }, 'Something happened.');
  }
}, 10);
const server = createServer((_, response) => response.end(JSON.stringify({ said })));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('message', () => {
  clearInterval(logging);
  server.close();
  process.disconnect();
});
