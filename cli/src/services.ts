import { UsageError } from './usage.ts';

/** How each service is loaded: only what is asked for. The gateway last, so that whoever comes in finds the others there. */
const loading = {
  identity: async () => (await import('@lethe/identity')).identity,
  session: async () => (await import('@lethe/session')).session,
  mfa: async () => (await import('@lethe/mfa')).mfa,
  'workspace-ownership': async () => (await import('@lethe/workspace-ownership')).workspaceOwnership,
  ticketing: async () => (await import('@lethe/ticketing')).ticketing,
  notification: async () => (await import('@lethe/notification')).notification,
  cancellation: async () => (await import('@lethe/cancellation')).cancellation,
  gateway: async () => (await import('@lethe/gateway')).gateway,
} as const;

export type ServiceName = keyof typeof loading;
export type Service = Awaited<ReturnType<(typeof loading)[ServiceName]>>;

/** Every service, in the order in which they start. */
export const serviceNames = Object.keys(loading) as readonly ServiceName[];

export const isServiceName = (word: string): word is ServiceName => Object.hasOwn(loading, word);

/** Those that somebody named, in the order in which they start; all where nobody did. @throws UsageError */
export const namedServices = (words: readonly string[]): readonly ServiceName[] => {
  if (!words.every(isServiceName)) throw new UsageError(`The services are ${serviceNames.join(', ')}.`);
  return words.length === 0 ? serviceNames : serviceNames.filter((name) => words.includes(name));
};

export const loaded = (names: readonly ServiceName[]): Promise<readonly Service[]> =>
  Promise.all(names.map((name): Promise<Service> => loading[name]()));
