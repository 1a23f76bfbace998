import { describe, expect, it } from '@jest/globals';
import { id, instant, personal, shredded } from '@lethe/contracts';
import * as z from 'zod';
import { catalogueOf, defineEvents } from './events.ts';
import { goldenSealing, loadedSamples, madeSamples, missingSamples } from './testing/golden-samples.ts';
import { sampleOf } from './testing/sample-data.ts';

const name = personal(z.string(), { of: 'accountId' });
const first = defineEvents({
  Named: { version: 1, data: z.strictObject({ accountId: id, name }) },
  Closed: { version: 1, data: z.strictObject({ accountId: id, closedAt: instant }) },
});
const later = defineEvents({
  ...first,
  Named: {
    version: 2,
    data: z.strictObject({ accountId: id, name, spoken: z.boolean() }),
    upcasts: { 1: (data) => ({ ...data, spoken: false }) },
  },
});
const [ofFirst, ofLater] = [catalogueOf(first), catalogueOf(later)];

describe('Golden samples of events', () => {
  it('are made once for each type and version, sealed, and only those that are missing', async () => {
    const samples = await madeSamples(ofFirst, []);
    expect(samples.map(({ type, version }) => [type, version])).toEqual([
      ['Named', 1],
      ['Closed', 1],
    ]);
    expect(JSON.stringify(samples)).not.toContain('a golden name');
    expect(await madeSamples(ofFirst, samples)).toEqual([]);
    const more = await madeSamples(ofLater, samples);
    expect(more.map(({ type, version }) => [type, version])).toEqual([['Named', 2]]);
    expect(missingSamples(ofLater, [...samples, ...more])).toEqual([]);
  });

  it('are missed for each version up to that of today', async () => {
    expect(missingSamples(ofLater, await madeSamples(ofFirst, []))).toEqual(['Named v2']);
    expect(missingSamples(ofLater, await madeSamples(ofLater, []))).toEqual(['Named v1']);
  });

  it('load lifted to the version of today, also once their key is destroyed', async () => {
    const samples = await madeSamples(ofFirst, []);
    const [named] = await loadedSamples(ofLater, samples, goldenSealing());
    expect(named?.data).toMatchObject({ name: 'a golden name', spoken: false });
    const [gone] = await loadedSamples(ofLater, samples, goldenSealing({ destroyed: true }));
    expect(gone?.data).toMatchObject({ name: shredded, spoken: false });
  });

  it('say which of them no longer loads: another shape, a type that is gone, a version nobody knows yet', async () => {
    const samples = await madeSamples(ofLater, []);
    const changed = catalogueOf({
      ...later,
      Closed: { version: 1, data: z.strictObject({ accountId: id, closedAt: instant, because: z.string() }) },
    });
    const load = (catalogue: typeof changed) => loadedSamples(catalogue, samples, goldenSealing());
    await expect(load(changed)).rejects.toThrow('Closed v1 no longer loads');
    await expect(load(catalogueOf({ Named: later.Named }))).rejects.toThrow('cannot read Closed');
    await expect(load(ofFirst)).rejects.toThrow('cannot read Named version 2');
  });

  it('have every field, and what is random looks the same each time', () => {
    const schema = z.strictObject({
      accountId: id,
      hashes: z.array(z.string().length(43)).length(2),
      count: z.int().min(3),
      because: z.enum(['a', 'b']),
      at: instant.nullable(),
      perhaps: z.literal('x').exactOptional(),
      counts: z.record(z.enum(['mails', 'keys']), z.int().min(0)),
    });
    expect(sampleOf(schema)).toEqual(sampleOf(schema));
    expect(Object.keys(sampleOf(schema)).toSorted()).toEqual(Object.keys(schema.shape).toSorted());
  });
});
