import { beforeAll, describe, expect, it } from '@jest/globals';
import { isShredded } from '@lethe/contracts';
import { fold, type Fold, type Message } from '@lethe/deciding';
import { catalogueOf, type EventDefinitions } from '../events.ts';
import {
  goldenSealing,
  loadedSamples,
  madeSamples,
  missingSamples,
  readSamples,
  writeSamples,
  type GoldenSample,
} from './golden-samples.ts';

/** Events that are folded together, and how. */
type Folded = Readonly<{
  events: EventDefinitions;
  fold: Readonly<{ initial: unknown; evolve: (state: never, event: never) => unknown }>;
}>;

type Golden = Readonly<{
  /** Every group of events the service ever writes. */
  of: readonly EventDefinitions[];
  /** Only ever appended to, by `npm run golden`. */
  file: URL;
  folds?: readonly Folded[];
  /** `Type v1` of those in which lies in plain, for ever, what is personal today. */
  inPlain?: readonly string[];
}>;

/** As they are declared, wherever in the file they were added: what must come before them in a stream does so. */
const inTheirOrder = (events: EventDefinitions, loaded: readonly Message[]): readonly Message[] =>
  Object.keys(events).flatMap((each) => loaded.filter(({ type }) => type === each));

/**
 * A service's log is for ever: each version of each event that was ever written lies in `file` as it was stored, and must
 * load, and fold, whatever becomes of the code and of the keys.
 */
export const goldenEvents = ({ of, file, folds = [], inPlain = [] }: Golden): void => {
  const catalogue = catalogueOf(...of);
  let samples: readonly GoldenSample[];
  beforeAll(async () => {
    samples = readSamples(file);
    if (process.env['LETHE_GOLDEN'] !== 'append') return;
    samples = [...samples, ...(await madeSamples(catalogue, samples))];
    writeSamples(file, samples);
  });

  describe('Every event that was ever written', () => {
    it('has a sample in the golden file: where one is missing, say `npm run golden`', () => {
      expect(missingSamples(catalogue, samples)).toEqual([]);
    });

    it('loads', async () => {
      const loaded = await loadedSamples(catalogue, samples, goldenSealing());
      expect(loaded.map(({ type }) => type)).toEqual(samples.map(({ type }) => type));
      expect(loaded.filter(({ data }) => Object.values(data).some(isShredded))).toEqual([]);
    });

    it('loads once its key is destroyed, without what was personal', async () => {
      const loaded = await loadedSamples(catalogue, samples, goldenSealing({ destroyed: true }));
      // A field that an upcast adds was never written, so there is nothing of it to destroy.
      const written = (field: string, at: number): boolean => field in (samples[at]?.data ?? {});
      for (const [at, { type, data }] of loaded.entries()) {
        const shredded = !inPlain.includes(`${type} v${String(samples[at]?.version)}`);
        for (const field of Object.keys(catalogue.get(type)?.personal ?? {}).filter((each) => written(each, at)))
          expect({ type, field, shredded: isShredded((data as Record<string, unknown>)[field]) }).toEqual({
            type,
            field,
            shredded,
          });
      }
    });

    for (const destroyed of [false, true])
      it(`folds${destroyed ? ' once its key is destroyed' : ''}`, async () => {
        const loaded = await loadedSamples(catalogue, samples, goldenSealing({ destroyed }));
        for (const { events, fold: rules } of folds) {
          expect(fold(rules as Fold<unknown, Message>, inTheirOrder(events, loaded))).toBeDefined();
        }
      });
  });
};
