import { readProfile } from '../api/generated/sdk.gen.ts';
import type { ReadProfileResponse } from '../api/generated/types.gen.ts';
import { reading, useRead, type Read } from '../api/use-read.ts';

export type Account = ReadProfileResponse;

/** Who is signed in. */
export const account = reading(['account'], () => readProfile());

export const useAccount = (): Read<Account> => useRead(account);
