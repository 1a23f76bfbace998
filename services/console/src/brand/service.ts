import { readService } from '../api/generated/sdk.gen.ts';
import type { ReadServiceResponse } from '../api/generated/types.gen.ts';
import { reading, useRead, type Read } from '../api/use-read.ts';
import { brandOfPage, type Brand } from './brand.ts';

/** What this installation offers: before anybody signs in, too. */
const service = reading(['service'], () => readService());

export const useService = (): Read<ReadServiceResponse> => useRead(service);

/** Whose installation this is (settings LETHE_BRAND_…). */
export const useBrand = (): Brand => useService().data?.brand ?? brandOfPage;
