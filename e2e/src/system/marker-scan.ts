import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every form in which a text may lie in a file: plain, JSON, URL, hex, and base64 at each of its three offsets. */
const formsOf = (marker: string): readonly Buffer[] => {
  const bytes = Buffer.from(marker);
  const base64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor(((offset + bytes.length) * 8) / 6);
    return whole.slice(first, last);
  });
  const escaped = [JSON.stringify(marker).slice(1, -1), encodeURIComponent(marker), bytes.toString('hex')];
  const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([marker, ...escaped, ...base64, ...urlSafe])].map((text) => Buffer.from(text));
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

/** Files below the folder that hold a marker in any form (assurance E1). */
export const filesHolding = (folder: string, markers: readonly string[]): readonly string[] => {
  const forms = markers.flatMap(formsOf);
  return filesBelow(folder).filter((path) => {
    const content = readFileSync(path);
    return forms.some((form) => content.includes(form));
  });
};
