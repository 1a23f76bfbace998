import { join } from 'node:path';

type Found = Readonly<{ version: string; path: string }>;
type Finding = Readonly<{ natsServersHere: (cache: string) => readonly Found[] }>;

const root = new URL('../../../../', import.meta.url);

/**
 * The oldest nats-server that is supported, or the newest: whichever the other tests do not run on. From here on this test
 * file's own servers are such. Undefined where it is not here.
 */
export const useAnotherNats = async (): Promise<string | undefined> => {
  const { natsServersHere } = (await import(new URL('scripts/nats.mjs', root).href)) as Finding;
  const other = natsServersHere(join(root.pathname, '.lethe/cache'))
    .filter(({ path }) => path !== process.env['LETHE_NATS_SERVER'])
    .find(({ version }) => version === '2.9.10' || /^2\.(1[5-9]|[2-9]\d)\./.test(version));
  if (other !== undefined) process.env['LETHE_NATS_SERVER'] = other.path;
  return other?.version;
};
