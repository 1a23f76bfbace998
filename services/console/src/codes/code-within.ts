export const codeLength = 6;

/** A code as it comes: in groups, with full-width digits, in the midst of the mail's text. */
export const codeWithin = (text: string): string => {
  const plain = text.normalize('NFKC');
  const grouped = plain.replaceAll(/[\s\p{Dash}]/gu, '');
  const found = /^\d+$/.test(grouped) ? grouped : (/(?<!\d)\d{6}(?!\d)/.exec(plain)?.[0] ?? '');
  return found.slice(0, codeLength);
};
