import type { IdentityKit } from '../identity-kit.ts';

/** Without vowels, and without letters and digits that look alike. */
const alphabet = '23456789BCDFGHJKMNPQRSTVWXYZ';
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * What page and mail call a registration by (ID-1, I8), for example `K7F-2QX`. Made from its id and the service's index
 * key: it stays the same when the address is corrected, is stored nowhere, and tells nothing of the id.
 */
export const referenceOf = ({ sealing }: Pick<IdentityKit, 'sealing'>, registrationId: string): string => {
  const mac = sealing.mac('registration-reference', registrationId);
  const letters = Array.from({ length: 6 }, (_, index) => {
    const [high, low] = Array.from(mac.slice(2 * index, 2 * index + 2), (each) => base64url.indexOf(each));
    return alphabet[((high ?? 0) * 64 + (low ?? 0)) % alphabet.length];
  });
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
};
