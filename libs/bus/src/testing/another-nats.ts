import { join } from 'node:path';

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
 * The oldest nats-server that is supported, or the newest: whichever the other tests do not run on. From here on this test
 * file's own servers are such. Undefined where it is not here.
 */
export const useAnotherNats = async (): Promise<string | undefined> => {
  const other = (await serversHere())
    .filter(({ path }) => path !== process.env['LETHE_NATS_SERVER'])
    .find((found) => found.version === '2.9.10' || isNewest(found));
  if (other !== undefined) process.env['LETHE_NATS_SERVER'] = other.path;
  return other?.version;
};
