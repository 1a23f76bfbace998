import { describe, it } from '@jest/globals';
import { specify } from '@lethe/deciding/specify';
import type { CodePurpose, VerificationEvent } from './verification.events.ts';
import { sendCode } from './send-code.ts';
import { confirmCode } from './confirm-code.ts';
import { issueGrant } from './grant.ts';
import { verificationFold } from './verification.ts';

const given = specify(verificationFold, { sendCode, confirmCode, issueGrant });
const accountId = '7f4f2f0e-64f8-4b2b-9c61-0f9c5c3c7f11';
const codeId = '0a3b7d7e-2f5e-4a35-8f47-4b8e3c1b9a22';
const at = '2026-11-24T07:00:00.000Z';
const minuteLater = '2026-11-24T07:01:00.000Z';
const tenMinutesLater = '2026-11-24T07:10:00.000Z';

const send = (when: string, purpose: CodePurpose = 'cancellation') =>
  ({ type: 'SendCode', data: { accountId, purpose, codeId, codeHash: 'right', at: when } }) as const;
const confirm = (codeHash: string, when: string, purpose: CodePurpose = 'cancellation') =>
  ({ type: 'ConfirmCode', data: { accountId, purpose, codeHash, at: when } }) as const;

const sent: VerificationEvent = {
  type: 'CodeSent',
  data: {
    accountId,
    purpose: 'cancellation',
    codeId,
    codeHash: 'right',
    sentAt: at,
    expiresAt: tenMinutesLater,
  },
};
const rejected = (attemptsLeft: number, rejectedAt = at): VerificationEvent => ({
  type: 'CodeRejected',
  data: { accountId, purpose: 'cancellation', attemptsLeft, rejectedAt },
});
const confirmed: VerificationEvent = {
  type: 'CodeConfirmed',
  data: { accountId, purpose: 'cancellation', confirmedAt: minuteLater },
};

describe('Sending a code (ID-7)', () => {
  it('is recorded, with the end of its ten minutes', () => {
    given().when(send(at)).then(sent);
  });
  it('waits 60 seconds after the last one of its purpose', () => {
    given(sent).when(send('2026-11-24T07:00:59.999Z')).refused('code-too-soon', { retryAt: minuteLater });
  });
  it('is possible again after 60 seconds, and replaces the code before', () => {
    given(sent)
      .when(send(minuteLater))
      .then({
        type: 'CodeSent',
        data: {
          accountId,
          purpose: 'cancellation',
          codeId,
          codeHash: 'right',
          sentAt: minuteLater,
          expiresAt: '2026-11-24T07:11:00.000Z',
        },
      });
  });
  it('does not wait for a code of another purpose', () => {
    given(sent)
      .when(send(at, 'bind-factor'))
      .then({ type: 'CodeSent', data: { ...sent.data, purpose: 'bind-factor' } } as VerificationEvent);
  });
  it('rests for a day after 20 wrong guesses in a row, however many codes they were spread over', () => {
    const fourCodes = Array.from({ length: 4 }, () => [sent, ...[4, 3, 2, 1, 0].map((left) => rejected(left))]).flat();
    given(...fourCodes)
      .when(send('2026-11-25T06:59:59.999Z'))
      .refused('too-many-codes', { retryAt: '2026-11-25T07:00:00.000Z' });
  });
  it('does not rest after 19', () => {
    const guesses = Array.from({ length: 19 }, () => rejected(0));
    given(sent, ...guesses)
      .when(send(minuteLater))
      .then({
        type: 'CodeSent',
        data: { ...sent.data, sentAt: minuteLater, expiresAt: '2026-11-24T07:11:00.000Z' },
      } as VerificationEvent);
  });
});

describe('Confirming a code (ID-7)', () => {
  it('is recorded', () => {
    given(sent).when(confirm('right', minuteLater)).then(confirmed);
  });
  it('is bound to its purpose', () => {
    given(sent)
      .when(confirm('right', minuteLater, 'bind-factor'))
      .refused('code-expired');
  });
  it('counts a wrong guess', () => {
    given(sent).when(confirm('wrong', at)).then(rejected(4));
    given(sent, rejected(4)).when(confirm('wrong', at)).then(rejected(3));
  });
  it('accepts the right code at the fifth attempt, and not after it', () => {
    const four = [4, 3, 2, 1].map((left) => rejected(left));
    given(sent, ...four)
      .when(confirm('right', minuteLater))
      .then(confirmed);
    given(sent, ...four, rejected(0))
      .when(confirm('right', minuteLater))
      .refused('code-expired');
  });
  it('is refused after ten minutes', () => {
    given(sent).when(confirm('right', tenMinutesLater)).refused('code-expired');
  });
  it('is refused a second time', () => {
    given(sent, confirmed).when(confirm('right', minuteLater)).refused('code-expired');
  });
  it('is refused where none was sent', () => {
    given().when(confirm('right', at)).refused('code-expired');
  });
});

describe('Issuing a grant (CAN-2)', () => {
  it('lasts ten minutes, and names account, session, purpose, who takes it and what was verified', () => {
    const grantId = codeId;
    given()
      .when({
        type: 'IssueGrant',
        data: { accountId, grantId, purpose: 'cancellation', sessionId: 'session', methods: ['password', 'totp'], at },
      })
      .then({
        type: 'GrantIssued',
        data: {
          accountId,
          grantId,
          purpose: 'cancellation',
          audience: 'cancellation',
          sessionId: 'session',
          methods: ['password', 'totp'],
          grantedAt: at,
          expiresAt: tenMinutesLater,
        },
      });
  });
});
