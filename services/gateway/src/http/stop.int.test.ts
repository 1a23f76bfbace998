import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import type { Calls } from '@lethe/bus';
import { pino } from 'pino';
import { noSealing } from '../testing/no-sealing.ts';
import { usualBrand } from '../testing/usual-brand.ts';
import { serveHttp } from './http-edge.ts';

it('An answer that nobody reads holds no stop (L1)', async () => {
  const edge = await serveHttp({
    calls: {} as Calls,
    logger: pino({ enabled: false }),
    host: '127.0.0.1',
    port: 0,
    mailbox: false,
    sealing: noSealing,
    brand: usualBrand,
    publicKeys: { keys: [] },
    stopWithinMs: 200,
  });
  const socket = connect(Number(new URL(edge.url).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.on('error', resolve).on('close', resolve));
  const [, large = ''] = /src="(\/docs\/[^"]*bundle[^"]*)"/.exec(await (await fetch(`${edge.url}/docs`)).text()) ?? [];
  socket.write(`GET ${large} HTTP/1.1\r\nHost: lethe.example\r\n\r\n`.repeat(20)); // more than sockets hold unread
  await new Promise((resolve) => socket.once('readable', resolve));
  const began = performance.now();
  await edge.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  socket.resume();
  await closed;
});
