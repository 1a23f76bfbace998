import { describe, expect, it } from '@jest/globals';
import { idsIn } from './ids.mjs';
import { proofsOf } from './proofs.mjs';
import { titlesIn } from './titles.mjs';

const families = new Set(['CAN', 'TIC', 'A', 'B', 'I', 'U']);

describe('The titles of a test file', () => {
  it('are those of its tests and groups, however they are made', () => {
    const text = `
      describe('a group', () => {
        it('a test', () => say('no title'));
        it.each([['no', 'title']])('each of %s', () => {});
      });
      (mayMount ? describe : describe.skip)('where it can', () => {});
      describeInBrowser('a page', ({ openPage }) => {});
      for (const name of names) it(\`the \${name} one\`, () => {});`;
    expect(titlesIn(text)).toEqual(['a group', 'a test', 'each of %s', 'where it can', 'a page', 'the … one']);
  });
});

describe('The ids that a title names', () => {
  it.each([
    ['is done (CAN-4)', ['CAN-4']],
    ['is done (CAN-7a, row A1, invariant I9)', ['CAN-7a', 'row A1', 'invariant I9']],
    ['one way (CAN-6), and another (B11)', ['CAN-6', 'B11']],
    ['all of it (TIC-1 to TIC-3)', ['TIC-1', 'TIC-2', 'TIC-3']],
    ['in one of its cases (U1 offline)', ['U1']],
    ['with others beside (CAN-2, RFC 9457, NIST SP 800-63B-4 3.2.2)', ['CAN-2']],
  ])('stand in parentheses: %s', (title, ids) => {
    expect(idsIn(title, families)).toEqual(ids);
  });

  it.each([
    'is refused (RFC 9457)',
    'is HMAC (SHA-256)',
    'is text (UTF-8)',
    'is signed (ES256, EdDSA)',
    'is fresh (SP 800-63B-4)',
    'costs as much (A4 0 3)',
    'A5 is no paper size',
    'is CAN-4, but outside',
  ])('are none in: %s', (title) => {
    expect(idsIn(title, families)).toEqual([]);
  });
});

describe('What is proven', () => {
  const requirements = `- **CAN-4** (done): the notice.
- **CAN-5** (open): the agreements.

<!-- written by npm run proofs -->
whatever was here
<!-- end -->
`;
  const assurance = '- **invariant I1**: durable.\n- **I3**: mails.\n';
  const given = (title, text = requirements) =>
    proofsOf({ 'docs/requirements.md': text, 'docs/assurance.md': assurance }, [
      { path: 'libs/a/src/notice.int.test.ts', text: `it('${title}', () => {});` },
    ]);

  it('is written between the marks: each id with its files, and what no test names', () => {
    const { documents, faults } = given('is shown (CAN-4)');
    expect(faults).toEqual([]);
    expect(documents['docs/requirements.md']).toContain(`proofs -->

- CAN-4: [notice.int](../libs/a/src/notice.int.test.ts)

No test names: CAN-5.

<!-- end -->`);
  });

  it('is wrong where something done has no test', () => {
    expect(given('is shown').faults).toEqual(['CAN-4 is called done, and no test names it.']);
  });

  it('is wrong where a test names what has no sentence', () => {
    const { faults } = given('is shown (CAN-4, CAN-99)');
    expect(faults).toEqual(['CAN-99, named in libs/a/src/notice.int.test.ts, has no sentence.']);
  });

  it('tells what an id means that is only said with its kind', () => {
    const { faults } = given('is kept (CAN-4, I1)');
    expect(faults).toEqual(['I1, named in libs/a/src/notice.int.test.ts, is none: is "invariant I1" meant?']);
  });

  it('is wrong where an id has two sentences', () => {
    expect(given('is shown (CAN-4)', requirements.repeat(2)).faults).toContain('CAN-4 has two sentences.');
  });
});
