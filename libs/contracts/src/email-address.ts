/** What a host name may hold. Anything else is left as it is: a URL parser would cut `example.com/x` down to `example.com`. */
const hostName = /^[\p{L}\p{M}\p{N}.\u00b7\u30fb-]+$/u;
const numeric = /(^|\.)\d+\.?$/;

const asciiDomain = (domain: string): string => {
  if (!hostName.test(domain) || numeric.test(domain)) return domain;
  return URL.parse(`http://${domain}`)?.hostname ?? domain;
};

/**
 * What an address is compared by (ID-5): NFKC, trimmed, lower-cased, an international domain in its ASCII form (RFC 5891).
 * Dots and plus signs stay: what they mean is the mail server's business. Mail goes to the address as typed.
 */
export const normalisedEmail = (typed: string): string => {
  const text = typed.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  const at = text.lastIndexOf('@');
  return at === -1 ? text : `${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`;
};
