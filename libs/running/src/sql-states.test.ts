import { describe, expect, it } from '@jest/globals';
import { isOfData, isRolledBack, sqlStateOf } from './sql-states.ts';

const coded = (code: string) => Object.assign(new Error('quotes a value'), { code });

describe('What a SQLSTATE says', () => {
  it('is only said by the server: a code of Node, though of five letters, is none', () => {
    expect(['23505', 'P0001', 'XX000'].map((code) => sqlStateOf(coded(code)))).toEqual(['23505', 'P0001', 'XX000']);
    for (const code of ['EPIPE', 'ECONNRESET', 'E2BIG', 'ENFILE']) expect(sqlStateOf(coded(code))).toBeUndefined();
    expect([null, 'text', new Error('none'), { code: 23_505 }].map(sqlStateOf)).toEqual(Array.from({ length: 4 }));
  });

  it('tells what was rolled back from what may be committed: a connection that broke says neither (K2)', () => {
    for (const code of ['23505', '40001', '53100', '57014']) expect(isRolledBack(coded(code))).toBe(true);
    for (const code of ['08006', '57P01', '57P02', '40003', 'EPIPE', 'EIO'])
      expect(isRolledBack(coded(code))).toBe(false);
  });

  it('tells values that are to blame from a statement that is wrong', () => {
    for (const code of ['23505', '22P02', '21000', '54000', 'P0001']) expect(isOfData(coded(code))).toBe(true);
    for (const code of ['42P01', '40001', '53300', 'EPIPE']) expect(isOfData(coded(code))).toBe(false);
  });
});
