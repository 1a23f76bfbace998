import { useSyncExternalStore } from 'react';
import { usePathParameter } from '../address.ts';
import { listWorkspaces } from '../api/generated/sdk.gen.ts';
import { reading, useRead } from '../api/use-read.ts';
import { keptForGood } from '../kept.ts';
import { useAccount } from '../session/account.ts';

/** The workspaces of whoever is signed in: as many as the API gives at once. */
export const workspaces = reading(['workspaces'], () => listWorkspaces({ query: { limit: 200 } }));

const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The one that was chosen last, where the address names none. */
export const chooseWorkspace = (workspaceId: string): void => {
  keptForGood.write('workspace', workspaceId);
  for (const listener of listeners) listener();
};

/** The workspace one works in: that of the address, else the one chosen last, else the first. */
export const useWorkspace = () => {
  const { isSuccess } = useAccount();
  const read = useRead(workspaces, { when: isSuccess });
  const chosen = useSyncExternalStore(subscribe, () => keptForGood.read('workspace'));
  const ofAddress = usePathParameter('workspaceId');
  const all = read.data?.workspaces ?? [];
  const known = (id: string | undefined): boolean => all.some(({ workspaceId }) => workspaceId === id);
  const workspaceId = ofAddress === '' ? (known(chosen) ? chosen : all[0]?.workspaceId) : ofAddress;
  return { read, all, workspaceId };
};
