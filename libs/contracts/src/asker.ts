import * as z from 'zod';
import { id } from './call.ts';

/**
 * ID-2a: who makes an attempt that is counted. `session`: somebody in a live session, as its token proves. `device`: a browser
 * in which somebody signed in to this very account before. `stranger`: everybody else. Each counts for itself.
 */
export const askerKinds = ['session', 'device', 'stranger'] as const;
export type AskerKind = (typeof askerKinds)[number];
export const askerKind = z.enum(askerKinds);

const keyedDigest = z.string().length(43);

/** Where a request came from: a digest of its network under a key of the gateway's. Nobody else ever sees an address. */
export const network = keyedDigest;

/** What a browser in which somebody signed in shows at the next sign-in: 256 bits that nobody makes up. */
export const deviceToken = z.string().length(43);

/** More accounts than a browser is shared by. */
export const mostAccountsOfDevice = 20;

/** A browser that session knows: its digest, and who signed in there before. */
export const knownDevice = z.strictObject({ digest: keyedDigest, accountIds: z.array(id).max(mostAccountsOfDevice) });
export type KnownDevice = Readonly<z.infer<typeof knownDevice>>;
