import { readFactors } from '../../../api/generated/sdk.gen.ts';
import type { ReadFactorsResponse } from '../../../api/generated/types.gen.ts';
import { reading } from '../../../api/use-read.ts';

export type Factors = ReadFactorsResponse;

/** My second factors. */
export const factors = reading(['factors'], () => readFactors());
