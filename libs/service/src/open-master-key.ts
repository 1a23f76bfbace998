import { join } from 'node:path';
import {
  fileMasterKey,
  hasFileMasterKey,
  inSuccession,
  removeFileMasterKey,
  vaultMasterKey,
  type MasterKey,
} from '@lethe/sealing';
import { keysFolder, ownFile } from './own-folder.ts';
import { SettingsWrong } from './read-settings.ts';
import type { GeneralSettings } from './settings.ts';

type Keeper = GeneralSettings['LETHE_MASTER_KEY'];

/** `taking`: somebody else kept it before, so that what the service's keys are wrapped under may not be its own yet. */
export type OpenMasterKey = Readonly<{ master: MasterKey; taking: boolean }>;

/**
 * The service's own master key, which wraps; what others kept before only unwraps.
 * @throws SettingsWrong where Vault keeps the key, but it is not said where it is.
 */
export const openMasterKey = async (settings: GeneralSettings, service: string): Promise<OpenMasterKey> => {
  const { LETHE_MASTER_KEY: now, LETHE_MASTER_KEY_BEFORE: before } = settings;
  const [own, ...former] = await keptBy[now](settings, service);
  if (before !== undefined && before !== now) former.push(...(await keptBy[before](settings, service)));
  return { master: inSuccession(own, ...former), taking: former.length > 0 };
};

/** Own first, then whatever wrapped for all services alike in builds before. */
type Kept = [own: MasterKey, ...former: MasterKey[]];

const keptBy: Readonly<Record<Keeper, (settings: GeneralSettings, service: string) => Promise<Kept>>> = {
  file: async ({ LETHE_DATA: data, LETHE_MASTER_KEY_GROUP_READABLE: readable }, service) => {
    const groupReadable = readable === '1';
    const own = await fileMasterKey({ path: ownFile(data, service, 'master'), groupReadable });
    const path = sharedMasterKey(data);
    return (await hasFileMasterKey(path)) ? [own, await fileMasterKey({ path, groupReadable, former: true })] : [own];
  },
  vault: async (settings, service) => {
    const { LETHE_VAULT_ADDR: address, LETHE_VAULT_TOKEN_FILE: tokenFile } = settings;
    if (address === undefined || tokenFile === undefined)
      throw new SettingsWrong(service, [
        'LETHE_VAULT_ADDR, LETHE_VAULT_TOKEN_FILE: both are needed where LETHE_MASTER_KEY is vault',
      ]);
    const named = (pattern: string): MasterKey =>
      vaultMasterKey({ address, key: pattern.replace('{service}', service), tokenFile });
    const { LETHE_VAULT_KEY: own, LETHE_VAULT_KEY_BEFORE: former } = settings;
    return former === undefined ? [named(own)] : [named(own), named(former)];
  },
};

/** One file for all services, as builds before had it. */
const sharedMasterKey = (data: string): string => join(keysFolder(data), 'master.key');

/** Takes it away. Once it is gone it opens no back-up either. @returns whether it was there. */
export const retireSharedMasterKey = async (data: string): Promise<boolean> => {
  const there = await hasFileMasterKey(sharedMasterKey(data));
  if (there) await removeFileMasterKey(sharedMasterKey(data));
  return there;
};

/** One for each service, where files keep them: who mounts a service's folder mounts it read-only. */
export const provisionMasterKeys = async (data: string, services: readonly string[]): Promise<void> => {
  for (const service of services) {
    const path = ownFile(data, service, 'master');
    if (!(await hasFileMasterKey(path))) await fileMasterKey({ path });
  }
};
