import { describe, expect, it } from '@jest/globals';
import messages from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import { ownDouble, ownStore } from './testing/own-double.ts';
import { command, said } from './testing/writing.ts';

const email = (holder: string, hmac = 'hmac-1') => ({ kind: 'email', hmac, holder });

describe('What is sent to KurrentDB (RUN-3)', () => {
  it('checks every stream that is written or asserted at an exact state, since nothing is checked unasked', async () => {
    const double = await ownDouble();
    const store = await ownStore(double);
    await store.append([said('word-1', 'no-stream', 'a'), said('gate-1', 'no-stream')], command(), {
      take: [email('one')],
    });
    await store.append([said('word-1', 0n, 'b')], command(), { releaseAll: ['one'], take: [email('two')] });
    for (const bytes of double.seen.appends) {
      const request = messages.AppendRecordsRequest.deserializeBinary(bytes);
      const checked = new Map(
        request
          .getChecksList()
          .map((check) => [check.getStreamState()?.getStream(), Number(check.getStreamState()?.getExpectedState())]),
      );
      expect(request.getRecordsList().filter((record) => !checked.has(record.getStream()))).toEqual([]);
      expect([...checked.values()].filter((state) => state < -1)).toEqual([]);
    }
  });

  it('has ids that follow from the command, for all but the record of the command itself', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const double = await ownDouble();
        const store = await ownStore(double);
        await store.append([said('word-1', 'no-stream', 'a', 'b')], command('c1'));
        const event = await store.readAll(0n, 10);
        return {
          events: event.map(({ id }) => id),
          record: double.log.all.find(({ type }) => type === 'CommandRecorded')?.id,
        };
      }),
    );
    expect(ids[0]?.events).toEqual(ids[1]?.events);
    expect(new Set(ids[0]?.events).size).toBe(2);
    expect(
      ids[0]?.events.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).toBe(true);
    expect(ids[0]?.record).not.toBe(ids[1]?.record);
  });

  it('has nothing but text in metadata, as the client wants it, and says who caused it and by which command', async () => {
    const double = await ownDouble();
    const store = await ownStore(double);
    await store.append([said('word-1', 'no-stream', 'a')], command('c1'));
    const event = double.log.all.find(({ stream }) => stream === 'words.word-1');
    expect(JSON.parse(Buffer.from(event?.metadata ?? []).toString())).toEqual({
      version: '1',
      commandId: 'c1',
      commandType: 'SayWord',
      correlationId: 'correlation-1',
      actor: 'service:test',
      at: '2026-03-01T10:00:00.000Z',
    });
  });

  it('names no two streams that the server would take for one, nor a type that it does not take', async () => {
    const store = await ownStore(await ownDouble());
    const alike = store.append([said('word-a', 'no-stream', 'a'), said('word-A', 'no-stream', 'b')], command());
    await expect(alike).rejects.toThrow(RangeError);
    const typed = { ...said('word-1', 'no-stream'), events: [{ type: 'Word said', version: 1, data: {} }] };
    await expect(store.append([typed], command())).rejects.toThrow(RangeError);
    expect(await store.head()).toBe(0n);
  });

  it('is refused as too large where the server is set to take less than the port', async () => {
    const store = await ownStore(await ownDouble({ largestRecord: 1_000 }));
    await expect(store.append([said('word-1', 'no-stream', 'a'.repeat(2_000))], command())).rejects.toThrow(RangeError);
  });
});

describe('Look-ups on KurrentDB', () => {
  it('keep rows apart whose digests differ in case only', async () => {
    const store = await ownStore(await ownDouble());
    await store.append([said('word-1', 'no-stream', 'a')], command(), {
      take: [email('one', 'aBc'), email('two', 'AbC')],
    });
    expect(await store.lookUp('email', 'aBc')).toEqual(['one']);
    expect(await store.lookUp('email', 'AbC')).toEqual(['two']);
  });

  it('leave no trace of a holder who was released, but for what a scavenge still has to remove', async () => {
    const double = await ownDouble();
    const store = await ownStore(double);
    await store.append([said('word-1', 'no-stream', 'a')], command(), { take: [email('one')] });
    await store.append([said('word-1', 0n, 'b')], command(), { releaseAll: ['one'] });
    const lists = new Set(double.log.all.filter(({ type }) => type === 'ListChanged').map(({ stream }) => stream));
    const shown = [...lists].flatMap((stream) => double.log.shown(stream) ?? []);
    expect(shown.map(({ data }) => Buffer.from(data).toString())).toEqual(['{"items":[]}', '{"items":[]}']);
  });
});
