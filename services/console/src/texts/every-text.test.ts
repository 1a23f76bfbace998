import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as contracts from '@lethe/contracts';
import { fieldTexts } from '../problems/field-texts.ts';
import { problemTexts } from '../problems/problem-texts.ts';

type Text = string | ((...parameters: readonly unknown[]) => string);
type Texts = Readonly<Record<'en' | 'zh', Readonly<Record<string, Text>>>>;

/** Words that are the same in both languages. */
const alike = new Set<string>([]);

const folder = join(import.meta.dirname, '..');
const files = globSync('**/{texts,*.texts}.ts', { cwd: folder });

const isTexts = (value: unknown): value is Texts =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh' in value;

/** Any parameter will do for a comparison: a number that is also a text and an object. */
const written = (text: Text): string =>
  typeof text === 'string'
    ? text
    : text(...Array.from({ length: text.length }, () => Object.assign('7', { until: '7' })));

describe('Every text of the console (API-4)', () => {
  it.each(files)('%s has each of its texts in both languages, and none is left in English', async (file) => {
    const found = Object.values((await import(join(folder, file))) as Record<string, unknown>).filter(isTexts);
    expect(found.length).toBeGreaterThan(0);
    for (const { en, zh } of found) {
      expect(Object.keys(zh).toSorted()).toEqual(Object.keys(en).toSorted());
      const same = Object.keys(en).filter((key) => written(en[key] ?? '') === written(zh[key] ?? ''));
      expect(same.filter((key) => !alike.has(written(en[key] ?? '')))).toEqual([]);
    }
  });

  it('says in both languages what each refusal means that a person can meet (API-2)', () => {
    const met = (caller: string): boolean => /^(person|service:gateway|staff:)/.test(caller);
    const calls = Object.values(contracts).filter(
      (value): value is contracts.Call =>
        typeof value === 'object' && 'refuses' in value && 'callers' in value && value !== contracts.ReadMailbox,
    );
    const codes = new Set(
      calls.filter(({ callers }) => callers.some(met)).flatMap(({ refuses }) => Object.keys(refuses)),
    );
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !(code in problemTexts.en))).toEqual([]);
    for (const texts of [problemTexts, fieldTexts] as unknown as readonly Texts[])
      for (const key of Object.keys(texts.en))
        expect(written(texts.zh[key] ?? '')).not.toBe(written(texts.en[key] ?? ''));
  });
});
