import { v5 } from 'uuid';

/** A stand-in for random that a retry repeats: shaped like UUIDv4, so that it tells no time and no origin. */
export const idFrom = (commandId: string, what: string): string => {
  const hash = v5(what, commandId);
  return `${hash.slice(0, 14)}4${hash.slice(15)}`;
};
