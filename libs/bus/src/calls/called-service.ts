import type { Call } from '@lethe/contracts';

/** Whom a call is put to. */
export const calledService = ({ subject }: Pick<Call, 'subject'>): string => {
  const [, , service] = subject.split('.');
  if (service === undefined) throw new Error(`${subject} names no service.`);
  return service;
};
