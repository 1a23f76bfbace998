import { keptInTab } from '../../kept.ts';

const name = 'invitation';

/**
 * The token of the invitation somebody came with, while they sign in or register first: it stands in fragments and in
 * this tab only, never in an address that is sent anywhere.
 */
export const keptInvitation = {
  read: (): string | undefined => keptInTab.read(name),
  keep: (token: string): void => keptInTab.write(name, token),
  forget: (): void => keptInTab.write(name, undefined),
};
