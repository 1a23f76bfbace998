import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from './all-rows.ts';

/** Every form in which a text may lie in a file: as it is, JSON, URL, hex, base64 and base64url at each offset, UTF-16. */
const formsOf = (marker: string): readonly Buffer[] => {
  const bytes = Buffer.from(marker);
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return whole.slice(first, last);
  });
  const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = bytes.toString('hex');
  const texts = [marker, JSON.stringify(marker).slice(1, -1), encodeURIComponent(marker), hex, hex.toUpperCase()];
  const forms = [...new Set([...texts, ...base64, ...urlSafe])].map((text) => Buffer.from(text));
  return [...forms, Buffer.from(marker, 'utf16le')];
};

export const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

/** Files below the folder that hold a marker in any form (assurance E1). */
export const filesHolding = (folder: string, markers: readonly string[]): readonly string[] => {
  const holds = holding(markers);
  return filesBelow(folder).filter((path) => holds(readFileSync(path)));
};

/** Tables that hold a marker in any form, also in what their files have compressed. */
export const tablesHolding = (rows: readonly Row[], markers: readonly string[]): readonly string[] => {
  const holds = holding(markers);
  return [...new Set(rows.filter(({ value }) => holds(Buffer.from(JSON.stringify(value)))).map(({ table }) => table))];
};

const holding = (markers: readonly string[]) => {
  const forms = markers.flatMap(formsOf);
  return (content: Buffer): boolean => forms.some((form) => content.includes(form));
};
