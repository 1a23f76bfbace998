import { normalisedCode } from '@lethe/contracts';

/** Crockford's base 32: no letter that looks like a digit or another letter. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const characters = 16;
export const recoveryCodeCount = 10;

/**
 * A recovery code of 80 bits in four groups.
 * @param unguessable an HMAC in base64url; the low five bits of each of its first 16 characters are taken.
 */
export const recoveryCodeOf = (unguessable: string): string => {
  const code = Array.from(unguessable.slice(0, characters), (each) => alphabet[base64url.indexOf(each) & 31]).join('');
  return code.replaceAll(/(.{4})(?=.)/g, '$1-');
};

/** What people type: any case, with or without groups, O for 0, I and L for 1. */
export const normalisedRecoveryCode = (typed: string): string =>
  normalisedCode(typed).toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
