import { describe, expect, it } from '@jest/globals';
import { mailRouteOf } from './mail-route.ts';

const url = 'smtp://mail.example:25';
const from = 'Lethe <no-reply@lethe.example>';
const server = { LETHE_SMTP_URL: url, LETHE_MAIL_FROM: from } as const;

describe('Where mail goes (RUN-1)', () => {
  it.each(['development', 'test'] as const)('is the mailbox in %s, where no server is named', (LETHE_MODE) => {
    expect(mailRouteOf({ LETHE_MODE })).toEqual({ by: 'mailbox' });
  });

  it.each(['development', 'test', 'production'] as const)('is the server that is named, in %s', (LETHE_MODE) => {
    expect(mailRouteOf({ LETHE_MODE, ...server })).toEqual({ by: 'smtp', url, from });
  });

  it('is the mailbox where it is asked for beside a server', () => {
    expect(mailRouteOf({ LETHE_MODE: 'development', LETHE_MAIL: 'mailbox', ...server })).toEqual({ by: 'mailbox' });
  });

  it('must be a server in production: it does not start without one', () => {
    expect(() => mailRouteOf({ LETHE_MODE: 'production' })).toThrow('LETHE_SMTP_URL');
    expect(() => mailRouteOf({ LETHE_MODE: 'production', LETHE_MAIL: 'mailbox', ...server })).toThrow('LETHE_SMTP_URL');
  });

  it.each([
    [{ LETHE_SMTP_URL: url }, 'LETHE_MAIL_FROM'],
    [{ LETHE_MAIL: 'smtp', LETHE_MAIL_FROM: from } as const, 'LETHE_SMTP_URL'],
  ])('needs server and sender: %p', (settings, missing) => {
    expect(() => mailRouteOf({ LETHE_MODE: 'development', ...settings })).toThrow(missing);
  });
});
