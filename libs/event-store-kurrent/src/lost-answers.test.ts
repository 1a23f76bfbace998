import { describe, expect, it } from '@jest/globals';
import { ownDouble, ownStore } from './testing/own-double.ts';
import type { AppendFault } from './testing/kurrent-double.ts';
import { command, said } from './testing/writing.ts';

const word = (stream = 'word-1') => said(stream, 'no-stream', 'a');

describe('An append to KurrentDB whose answer is lost (RUN-3)', () => {
  const once: readonly (readonly [string, AppendFault, number])[] = [
    ['its request never arrived', 'request-lost', 200],
    ['it was written and the server fell silent', 'answer-lost', 200],
    ['the connection broke after it was written', 'broken-after', 2_000],
    ['it is written before the same bytes come again', 'written-late', 200],
    ['it is written after the same bytes came again', 'written-late', 100],
    ['the node no longer leads, which the client does not understand', 'not-leader', 2_000],
  ];

  it.each(once)('is sent again and written once where %s', async (_, fault, patience) => {
    const double = await ownDouble();
    const store = await ownStore(double, patience);
    double.fail(fault);
    const position = await store.append([word()], command('c1'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await store.readAll(0n, 10)).map((event) => event.position)).toEqual([position]);
    const [, ...sent] = double.seen.appends;
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(sent.map((bytes) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
  });

  it('is found in the stream of its command where no answer ever came', async () => {
    const double = await ownDouble();
    const store = await ownStore(double, 250);
    double.fail('answer-lost', 'answer-lost', 'answer-lost');
    const position = await store.append([word()], command('c1'));
    expect(await store.head()).toBe(position);
  });

  it('is of unknown outcome where nothing is found, and the same command may be sent again', async () => {
    const double = await ownDouble();
    const store = await ownStore(double, 250);
    double.fail('request-lost', 'request-lost', 'request-lost');
    await expect(store.append([word()], command('c1'))).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    const position = await store.append([word()], command('c1'));
    expect((await store.read('word-1', 'c1')).recorded?.events.map((event) => event.position)).toEqual([position]);
  });

  it('is not taken for that of another process with the same command', async () => {
    const double = await ownDouble();
    const [one, other] = [await ownStore(double, 1_000), await ownStore(double)];
    double.fail('request-lost');
    const late = one.append([word()], command('c1'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.append([word()], command('c1'));
    await expect(late).rejects.toMatchObject({ name: 'CommandRecorded', commandId: 'c1' });
    expect(await other.readAll(0n, 10)).toHaveLength(1);
  });

  it('outlives the end of the server, and so do reads', async () => {
    const double = await ownDouble();
    const store = await ownStore(double);
    await store.append([word()], command());
    double.kill();
    await expect(store.append([word('word-2')], command('c2'))).rejects.toMatchObject({ name: 'OutcomeUnknown' });
    await expect(store.read('word-1')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await double.revive();
    await store.append([word('word-2')], command('c2'));
    expect(await store.readAll(0n, 10)).toHaveLength(2);
  });
});

describe('A server that falls silent while it is read', () => {
  it('is given up after its patience, though the client forgets its deadline', async () => {
    const double = await ownDouble();
    const store = await ownStore(double, 300);
    double.state.readsSilent = true;
    const asked = performance.now();
    await expect(store.read('word-1')).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.readAll(0n, 10)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(performance.now() - asked).toBeLessThan(15_000);
  });
});
