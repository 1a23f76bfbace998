import { readProfile } from '../api/generated/sdk.gen.ts';
import type { ReadProfileResponse } from '../api/generated/types.gen.ts';
import { reading, useRead, type Read } from '../api/use-read.ts';

export type Account = ReadProfileResponse;

/** Who is signed in. That nobody is, is an answer: it is not asked again by each part that wants to know. */
export const account = { ...reading(['account'], () => readProfile()), retryOnMount: false };

export const useAccount = (): Read<Account> => useRead(account);
