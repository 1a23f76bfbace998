import { readRegistration } from '../api/generated/sdk.gen.ts';
import { reading } from '../api/use-read.ts';

/** The registration that is under way in this browser: after a reload it goes on. */
export const registration = reading(['registration'], () => readRegistration());

let held: string | undefined;

/** For signing in once the address is confirmed: in the memory of this page alone, and gone with it. */
export const holdPassword = (password: string): void => {
  held = password;
};

/** Given once. */
export const takePassword = (): string | undefined => {
  const password = held;
  held = undefined;
  return password;
};
