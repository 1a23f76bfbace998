import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Found = Readonly<{ version: string; path: string }>;
type Finding = Readonly<{ natsServersHere: (cache: string) => readonly Found[] }>;

const root = new URL('../../../../', import.meta.url);

const serversHere = async (): Promise<readonly Found[]> => {
  const { natsServersHere } = (await import(new URL('scripts/nats.mjs', root).href)) as Finding;
  return natsServersHere(join(root.pathname, '.lethe/cache'));
};

const isNewest = ({ version }: Found): boolean => /^2\.(1[5-9]|[2-9]\d)\./.test(version);

/** Where a nats-server of 2.15 or later is, for what needs one. */
export const newestNats = async (): Promise<string | undefined> => (await serversHere()).find(isNewest)?.path;

/**
 * Runs these tests on the oldest nats-server that is supported, or on the newest: whichever the others do not run on. Says
 * so where it is not here (B7).
 */
export const onAnotherNats = async (tests: () => Promise<unknown>): Promise<void> => {
  const other = (await serversHere())
    .filter(({ path }) => path !== process.env['LETHE_NATS_SERVER'])
    .find((found) => found.version === '2.9.10' || isNewest(found));
  if (other !== undefined) {
    process.env['LETHE_NATS_SERVER'] = other.path;
    await tests();
  }
  const describeWhere = other === undefined ? describe.skip : describe;
  describeWhere('The bus on another nats-server (B7) [SKIPPED without one: LETHE_NATS_SERVER]', () => {
    it(`is tried by the tests above, on nats-server ${other?.version ?? 'of another version'}`, () => {
      expect(other?.version).toMatch(/^2\.\d+\.\d+$/);
    });
  });
};
