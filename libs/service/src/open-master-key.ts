import { join } from 'node:path';
import { fileMasterKey, inSuccession, vaultMasterKey, type MasterKey } from '@lethe/sealing';
import { SettingsWrong } from './read-settings.ts';
import type { GeneralSettings } from './settings.ts';

/** @throws SettingsWrong where Vault keeps the key, but it is not said where it is. */
export const openMasterKey = async (settings: GeneralSettings): Promise<MasterKey> => {
  const { LETHE_MASTER_KEY: now, LETHE_MASTER_KEY_BEFORE: before } = settings;
  const master = await keptBy[now](settings);
  return before === undefined || before === now ? master : inSuccession(master, await keptBy[before](settings));
};

const keptBy: Readonly<Record<GeneralSettings['LETHE_MASTER_KEY'], (settings: GeneralSettings) => Promise<MasterKey>>> =
  {
    file: async ({ LETHE_DATA: data, LETHE_MASTER_KEY_GROUP_READABLE: groupReadable }) =>
      fileMasterKey({ path: join(data, 'keys', 'master.key'), groupReadable: groupReadable === '1' }),
    vault: async ({ LETHE_VAULT_ADDR: address, LETHE_VAULT_KEY: key, LETHE_VAULT_TOKEN_FILE: tokenFile }) => {
      if (address === undefined || tokenFile === undefined)
        throw new SettingsWrong('A service', [
          'LETHE_VAULT_ADDR, LETHE_VAULT_TOKEN_FILE: both are needed where LETHE_MASTER_KEY is vault',
        ]);
      return vaultMasterKey({ address, key, tokenFile });
    },
  };
