export const codeLength = 6;

/** A code as it comes: in groups, with full-width digits, in the midst of the mail's text. */
export const codeWithin = (text: string): string => {
  const plain = text.normalize('NFKC');
  const alone = withoutGroups(plain);
  const found = /^\d+$/.test(alone) ? alone : /(?<!\d)\d{3}[\s\p{Dash}]?\d{3}(?!\d)/u.exec(plain)?.[0];
  return withoutGroups(found ?? '').slice(0, codeLength);
};

const withoutGroups = (text: string): string => text.replaceAll(/[\s\p{Dash}]/gu, '');
