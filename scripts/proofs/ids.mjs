const kind = '(?:(?:row|invariant) )?';
const id = '[A-Z]{1,5}-?\\d+[a-z]?';
const sentence = new RegExp(`^- \\*\\*(${kind}${id})\\*\\*(?: \\((done|partly|open)\\))?: .+$`, 'gm');

/** The ids that a document gives a sentence, each with its status where it has one. */
export const sentencesIn = (text) => [...text.matchAll(sentence)].map(([, name, status]) => ({ name, status }));

/** `CAN-7a` is of the family CAN, `row A1` of A. */
const familyOf = (name) => /([A-Z]+)-?\d/.exec(name)[1];

/** `TIC-1 to TIC-5` means those between, too. */
const everyOne = (first, last) => {
  if (last === undefined) return [first];
  const [from, to] = [first, last].map((end) => Number(/\d+/.exec(end)[0]));
  return Array.from({ length: to - from + 1 }, (_, step) => first.replace(/\d+/, String(from + step)));
};

const named = new RegExp(`^(${kind}${id})(?: to (${id}))?(?: [^\\d].*)?$`);

/**
 * What a title names in parentheses: `(WS-1, row A1)`. Whatever looks like an id and is of no family that has
 * sentences, such as `(SHA-256)`, is none of ours.
 */
export const idsIn = (title, families) =>
  [...title.matchAll(/\(([^()]*)\)/g)]
    .flatMap(([, list]) => list.split(', '))
    .flatMap((item) => {
      const [, first, last] = named.exec(item) ?? [];
      return first === undefined || !families.has(familyOf(first)) ? [] : everyOne(first, last);
    });

export const familiesOf = (names) => new Set(names.map(familyOf));
