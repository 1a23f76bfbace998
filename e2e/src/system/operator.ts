import type { System } from './system.ts';

/** The token of the one-time link that `lethe admin invite` prints (ADM-1). */
export const inviteAdministrator = async (system: System, email: string): Promise<string> => {
  const printed = await system.command('admin', 'invite', email);
  const token = /#(\S+)/.exec(printed)?.[1];
  if (token === undefined) throw new Error('No link was printed.');
  return token;
};
