// Stands for the services in the tests of `npm start`: says what it was told, and ends when it is asked to.
import { createServer } from 'node:http';

const { LETHE_HTTP_PORT, LETHE_PUBLIC_URL, LETHE_POSTGRES_URL, LETHE_NATS_URL, LETHE_DATA, LETHE_MODE } = process.env;
const told = {
  pid: process.pid,
  LETHE_PUBLIC_URL,
  LETHE_POSTGRES_URL,
  LETHE_NATS_URL,
  LETHE_DATA,
  LETHE_MODE,
  args: process.argv.slice(2),
};

process.on('SIGTERM', () => process.exit(0));
createServer((_, response) => response.end(JSON.stringify(told))).listen(Number(LETHE_HTTP_PORT), '127.0.0.1', () => {
  process.send({ ready: true, url: `http://127.0.0.1:${LETHE_HTTP_PORT}`, services: ['a', 'b'], milliseconds: 1 });
});
