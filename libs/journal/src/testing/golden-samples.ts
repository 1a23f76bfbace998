import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inMemorySubjectKeys, sealingOf, type Sealing } from '@lethe/sealing';
import type { StoredEvent } from '@lethe/event-store';
import { openEvents, sealEvents } from '../codec.ts';
import type { Catalogue } from '../events.ts';
import type { Recorded } from '../recorded.ts';
import { sampleOf } from './sample-data.ts';

/** One event as a store holds it: personal fields sealed, data as that version wrote it. */
export type GoldenSample = Readonly<Pick<StoredEvent, 'type' | 'version' | 'stream' | 'data'>>;

/** Keys that follow from their subject, so that what was sealed once opens in every run; or none, all destroyed. */
export const goldenSealing = ({ destroyed = false } = {}): Sealing => {
  const keyOf = (subject: string): Uint8Array => createHash('sha256').update(`golden key of ${subject}`).digest();
  return sealingOf({
    keys: {
      ...inMemorySubjectKeys(),
      make: async (subject) => keyOf(subject),
      open: async (subjects) => new Map(destroyed ? [] : subjects.map((subject) => [subject, keyOf(subject)])),
    },
    tokenKey: keyOf('the index'),
  });
};

/** `Type v1` of each version, up to the one of today, of which there is no sample. */
export const missingSamples = (catalogue: Catalogue, samples: readonly GoldenSample[]): readonly string[] => {
  const known = new Set(samples.map(nameOf));
  return [...catalogue]
    .flatMap(([type, { version }]) => Array.from({ length: version }, (_, n) => nameOf({ type, version: n + 1 })))
    .filter((name) => !known.has(name));
};

const nameOf = ({ type, version }: Pick<GoldenSample, 'type' | 'version'>): string => `${type} v${version}`;

/** Samples of today's versions that are missing. An older one cannot be made any more: it had to be made in its time. */
export const madeSamples = async (
  catalogue: Catalogue,
  samples: readonly GoldenSample[],
): Promise<readonly GoldenSample[]> => {
  const missing = new Set(missingSamples(catalogue, samples));
  const stream = 'golden-6f1c1b0e-0f0a-4c77-9f6e-4a4f3f5f1d01';
  const fresh = [...catalogue].filter(([type, { version }]) => missing.has(nameOf({ type, version })));
  const writes = fresh.map(([type, { data }]) => ({ stream, event: { type, data: sampleOf(data) } }));
  const sealed = await sealEvents(catalogue, goldenSealing(), writes);
  return sealed.map(({ type, version, data }) => ({ type, version, stream, data }));
};

/** As the journal reads them. @throws Error that names the sample which no longer loads. */
export const loadedSamples = async (
  catalogue: Catalogue,
  samples: readonly GoldenSample[],
  sealing: Sealing,
): Promise<readonly Recorded<Readonly<{ type: string; data: object }>>[]> => {
  const loaded = samples.map(async (sample, place) => {
    try {
      const [event] = await openEvents(catalogue, sealing, [storedOf(sample, place)]);
      if (event === undefined) throw new Error('Nothing was opened.');
      catalogue.get(event.type)?.data.parse(event.data);
      return event as Recorded<Readonly<{ type: string; data: object }>>;
    } catch (cause) {
      throw new Error(`${nameOf(sample)} no longer loads: ${cause instanceof Error ? cause.message : 'unknown'}`, {
        cause,
      });
    }
  });
  return Promise.all(loaded);
};

const storedOf = (sample: GoldenSample, place: number): StoredEvent => ({
  ...sample,
  id: '00000000-0000-4000-8000-000000000000',
  revision: BigInt(place),
  position: BigInt(place + 1),
  commandId: '00000000-0000-4000-8000-000000000000',
  correlationId: 'golden',
  actor: 'clock',
  recordedAt: '2026-11-24T09:00:00.000Z',
});

export const readSamples = (file: URL): readonly GoldenSample[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as GoldenSample[]) : [];

/** One sample a line, so that what is added is what a review sees. */
export const writeSamples = (file: URL, samples: readonly GoldenSample[]): void =>
  writeFileSync(file, `[\n${samples.map((sample) => JSON.stringify(sample)).join(',\n')}\n]\n`);
