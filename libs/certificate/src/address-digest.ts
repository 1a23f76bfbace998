import { normalisedEmail } from '@lethe/contracts';
import { base64url } from 'jose';

/** What `emailDigestRecipe` says. Runs in browsers, too. */
export const addressDigest = async (salt: string, address: string): Promise<string> => {
  const text = new TextEncoder().encode(`${salt}:${normalisedEmail(address)}`);
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
};
