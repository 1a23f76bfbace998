import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { referenceOf } from './reference.ts';

const sealing = {
  mac: (kind: string, value: string) => createHmac('sha256', kind).update(value).digest('base64url'),
};
const referenceFor = (id: string): string => referenceOf({ sealing } as never, id);

describe('The reference of a registration (ID-1, I8)', () => {
  it('is short, the same each time, and holds nothing that looks like something else', () => {
    expect(referenceFor('one')).toMatch(/^[2-9B-DF-HJ-NP-TV-Z]{3}-[2-9B-DF-HJ-NP-TV-Z]{3}$/);
    expect(referenceFor('one')).toBe(referenceFor('one'));
  });

  it('tells registrations apart', () => {
    const many = new Set(Array.from({ length: 1000 }, (_, index) => referenceFor(String(index))));
    expect(many.size).toBeGreaterThan(998);
  });
});
