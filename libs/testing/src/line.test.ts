import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.ts';
import { lineTo, type Line } from './line.ts';

/** Longer than anything takes on this machine. */
const aWhile = 100;

describe('A line that is disturbed', () => {
  let server: Server;
  let line: Line;
  let seen: Socket[];
  beforeEach(async () => {
    seen = [];
    server = createServer((socket) => {
      seen.push(socket);
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => socket.write(`${bytes.toString()}!`));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    line = await lineTo(`nats://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    await line.close();
    server.close();
  });

  const caller = () => {
    const socket = connect(Number(new URL(line.url).port), '127.0.0.1');
    const heard: string[] = [];
    const ends: string[] = [];
    socket.on('data', (bytes) => heard.push(bytes.toString()));
    socket.on('end', () => ends.push('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => ends.push(error.code ?? error.name));
    return { socket, heard: () => heard.join(''), ends };
  };

  it('carries both ways', async () => {
    const { socket, heard } = caller();
    socket.write('a');
    await eventually(() => expect(heard()).toBe('a!'));
  });

  it('goes silent without a word, for old connections and new ones; afterwards new ones are carried, old ones never', async () => {
    const before = caller();
    before.socket.write('a');
    await eventually(() => expect(before.heard()).toBe('a!'));
    line.silence();
    const during = caller();
    for (const { socket } of [before, during]) socket.write('b');
    await pause(aWhile);
    line.restore('lost');
    const after = caller();
    after.socket.write('c');
    await eventually(() => expect(after.heard()).toBe('c!'));
    expect([before, during].map(({ heard, ends }) => [heard(), ends])).toEqual([
      ['a!', []],
      ['', []],
    ]);
  });

  it('may bring late what it held back', async () => {
    line.silence();
    const { socket, heard } = caller();
    socket.write('a');
    await pause(aWhile);
    expect(heard()).toBe('');
    line.restore('late');
    await eventually(() => expect(heard()).toBe('a!'));
  });

  it('does not tell the server of a silent line that the caller has gone', async () => {
    const { socket, heard } = caller();
    socket.write('a');
    await eventually(() => expect(heard()).toBe('a!'));
    line.silence();
    socket.destroy();
    await pause(aWhile);
    expect(seen.map(({ destroyed, readableEnded }) => destroyed || readableEnded)).toEqual([false]);
  });

  it('ends, breaks off and delays', async () => {
    const [ended, broken] = [caller(), caller()];
    for (const { socket } of [ended, broken]) await once(socket, 'connect');
    await eventually(() => expect(seen).toHaveLength(2));
    line.cut();
    await eventually(() => expect(ended.ends).toEqual(['end']));
    const reset = caller();
    reset.socket.write('a');
    await eventually(() => expect(reset.heard()).toBe('a!'));
    line.reset();
    await eventually(() => expect(reset.ends).toEqual(['ECONNRESET']));
    line.delay(aWhile);
    const late = caller();
    const asked = performance.now();
    late.socket.write('a');
    await eventually(() => expect(late.heard()).toBe('a!'));
    expect(performance.now() - asked).toBeGreaterThan(2 * aWhile - 10);
  });
});
