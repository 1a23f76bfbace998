/**
 * W4: a name as people see it, for comparing one that is typed with one that is shown, as a confirmation; never for
 * telling two names apart. What has no ink of its own is left out (joiners, selectors, marks of direction, controls),
 * blanks of any kind and number are one space, and NFKC makes one of what looks alike or cannot be typed on every
 * keyboard: accents in one piece or two, full-width letters, ligatures. Upper and lower case differ.
 */
export const nameAsSeen = (name: string): string =>
  name
    .replaceAll(/[\p{White_Space}\u2800]+/gu, ' ')
    .replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]/gu, '')
    .normalize('NFKC')
    .replaceAll(/\s+/gu, ' ')
    .trim();
