import { generateURI } from 'otplib';

/**
 * What an authenticator app scans. The label tells accounts of one person apart and is neither a name nor an address,
 * which only identity knows.
 */
export const otpauthUriOf = (issuer: string, accountId: string, secret: string): string =>
  generateURI({ issuer, label: accountId.slice(0, 8), secret });
