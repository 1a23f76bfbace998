import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { usePathParameter } from '../address.ts';
import { inBackground } from '../api/client.ts';
import { everyPage } from '../api/every-page.ts';
import { listWorkspaces } from '../api/generated/sdk.gen.ts';
import type { ListWorkspacesAnswer } from '../api/generated/types.gen.ts';
import type { Problem } from '../api/problem.ts';
import { useRead } from '../api/use-read.ts';
import { keptForGood } from '../kept.ts';
import { useAccount } from '../session/account.ts';

type Mine = ListWorkspacesAnswer['workspaces'];
type How = Readonly<{ headers?: Readonly<Record<string, string>> }>;

const everyWorkspace = async (how: How = {}): Promise<Mine> =>
  (await everyPage((query) => listWorkspaces({ query, ...how }))).flatMap((page) => page.workspaces);

/** All workspaces of whoever is signed in. */
export const workspaces = queryOptions<Mine, Problem>({ queryKey: ['workspaces'], queryFn: () => everyWorkspace() });
/** The same, on nobody's behalf: whoever waits for the first one asks again and again. */
export const workspacesInBackground = queryOptions<Mine, Problem>({
  ...workspaces,
  queryFn: () => everyWorkspace(inBackground),
});

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
  const all = read.data ?? [];
  const known = (id: string | undefined): boolean => all.some(({ workspaceId }) => workspaceId === id);
  const workspaceId = ofAddress === '' ? (known(chosen) ? chosen : all[0]?.workspaceId) : ofAddress;
  return { read, all, workspaceId };
};
