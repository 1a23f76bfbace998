/** The id of the key that made an HMAC, where that says it: what stands before its dot. */
export const keyIn = (hmac: string): string => hmac.slice(0, Math.max(0, hmac.indexOf('.')));
