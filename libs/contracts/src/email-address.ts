import type { FieldCode, FieldParams } from './field-problem.ts';

/** Octets, as RFC 5321 (4.5.3.1) and RFC 1035 (2.3.4) count them. */
const most = { whole: 254, local: 64, label: 63 } as const;

/** Why what was typed is not one mailbox, and the bound that it is about. */
export type NoMailbox = Readonly<{ code: FieldCode; params?: FieldParams }>;
export type MailboxOrNot = Readonly<{ mailbox: string }> | NoMailbox;

/**
 * ID-5: the one mailbox that was typed, or why there is none. Look-ups, caps and the mail server see this alone: the local
 * part in lower case and NFKC, `@`, the host name in ASCII (RFC 5891). Dots and plus signs stay: what they mean is the mail
 * server's business. Refused is what another parser could read as another mailbox: quotes, comments, routes, brackets,
 * addresses of machines, names that a resolver would complete, letters whose case cannot be undone, characters without ink.
 */
export const mailboxOf = (typed: string): MailboxOrNot => {
  const [local = '', domain = '', ...more] = lowered(typed).split('@');
  if (local === '' || domain === '' || more.length > 0) return { code: 'not-an-email' };
  const host = hostOf(domain);
  const wrong = wrongLocal(local) ?? wrongHost(domain, host) ?? wrongSpelling(typed, domain);
  if (wrong !== undefined) return wrong;
  const mailbox = `${local}@${String(host)}`;
  return octets(mailbox) > most.whole ? { code: 'email-too-long', params: { maximum: most.whole } } : { mailbox };
};

/**
 * What addresses are compared and looked up by (ID-5): the mailbox. An address that an earlier build took and this one would
 * refuse is compared as that build did: so who has one can sign in, and nobody else gets what belongs to it. Nothing new is
 * claimed, counted or mailed by such a form: the fields of the API take what has a mailbox alone.
 */
export const normalisedEmail = (typed: string): string => {
  const text = lowered(typed);
  const at = text.lastIndexOf('@');
  return at === -1 ? text : `${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`;
};

/**
 * Where mail to a stored address goes: its mailbox. Undefined where an earlier build took what no mailbox can be told of:
 * nothing is sent there.
 */
export const mailboxOfStored = (address: string): string | undefined => {
  const found = mailboxOf(normalisedEmail(address));
  return 'mailbox' in found ? found.mailbox : undefined;
};

const lowered = (text: string): string => text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');
const octets = (text: string): number => new TextEncoder().encode(text).length;

/** Letters that are others once they were capitals, and `İ`: of `ß`, `ı` and many a `σ` two parsers make two addresses. */
const isCaseLost = (text: string): boolean => text.includes('i\u0307') || lowered(text.toUpperCase()) !== text;

/**
 * `atext` of RFC 5322 without what relays read as a route (`%`, `!`), and letters, marks and digits of any script (RFC 6531)
 * that leave ink.
 */
const inLocal = /^[\w#$&'*+/=?^`{|}~.\p{L}\p{M}\p{N}-]+$/u;
const withoutInk = /\p{Default_Ignorable_Code_Point}/u;

const wrongLocal = (local: string): NoMailbox | undefined => {
  if (!inLocal.test(local) || withoutInk.test(local) || /^\p{M}/u.test(local))
    return { code: 'email-character-not-allowed' };
  if (/^\.|\.\.|\.$/.test(local)) return { code: 'email-dots' };
  if (isCaseLost(local)) return { code: 'email-case-lost' };
  return octets(local) > most.local ? { code: 'email-local-too-long', params: { maximum: most.local } } : undefined;
};

/** What a host name may hold. Of anything else a URL parser would make a host, too: it cuts `example.com/x` down. */
const hostName = /^[\p{L}\p{M}\p{N}.\u00b7\u30fb-]+$/u;
const numeric = /(^|\.)\d+\.?$/;

/** The host name in ASCII, as IDNA 2008 and UTS 46 have it; undefined where it is none. */
const hostOf = (domain: string): string | undefined =>
  hostName.test(domain) && !numeric.test(domain) ? URL.parse(`http://${domain}`)?.hostname : undefined;

/** As it is where it is no host name. */
const asciiDomain = (domain: string): string => hostOf(domain) ?? domain;

const wrongHost = (domain: string, host: string | undefined): NoMailbox | undefined => {
  // Of `0x7f.1` a URL parser makes the number of a machine.
  if (numeric.test(host ?? domain)) return { code: 'email-host-numeric' };
  const labels = host?.split('.') ?? [];
  const isHost = labels.length > 0 && labels.every((label) => /^[a-z\d]([a-z\d-]*[a-z\d])?$/.test(label));
  // A URL parser reads labels that somebody encoded by hand, `xn--…`, beside one that it has to encode itself.
  if (!isHost || !URL.canParse(`http://${String(host)}.\u00fc`)) return { code: 'email-host-malformed' };
  if (labels.some(({ length }) => length > most.label))
    return { code: 'email-host-label-too-long', params: { maximum: most.label } };
  return labels.length === 1 ? { code: 'email-host-incomplete', params: { minimum: 2 } } : undefined;
};

/** `ß` and `ς` are letters of IDNA 2008 and others in IDNA 2003: whoever means one writes the host in its ASCII form. */
const wrongSpelling = (typed: string, domain: string): NoMailbox | undefined => {
  // A URL parser leaves these out, another one encodes them.
  if (withoutInk.test(domain)) return { code: 'email-character-not-allowed' };
  const [, asTyped = ''] = typed.normalize('NFKC').trim().split('@');
  const isRead = hostOf(asTyped) === hostOf(domain);
  return !isRead || /[\u00df\u03c2]/.test(domain) || isCaseLost(domain) ? { code: 'email-case-lost' } : undefined;
};
