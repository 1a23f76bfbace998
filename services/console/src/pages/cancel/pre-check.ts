import { inBackground } from '../../api/client.ts';
import { readPreCheck } from '../../api/generated/sdk.gen.ts';
import { reading } from '../../api/use-read.ts';

/** Every blocker, and the notice with this account's own figures. */
export const preCheck = reading(['cancellation', 'pre-check'], () => readPreCheck());

/** The same, asked again and again: somebody else may remove a blocker, too. */
export const preCheckAgain = reading(preCheck.queryKey, () => readPreCheck(inBackground));
