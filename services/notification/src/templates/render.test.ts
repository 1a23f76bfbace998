import { describe, expect, it } from '@jest/globals';
import { mailTemplates, type MailTemplate } from '@lethe/contracts';
import { render, shownBy } from './render.ts';

const about = { addresseeId: '6f1c2b1e-6c5a-4a8e-9a54-0a1b2c3d4e5f', acceptedAt: '2026-11-24T08:00:00.000Z' };
const expiresAt = '2026-11-24T08:10:00.000Z';
const everything = {
  code: '482913',
  expiresAt,
  workspaceName: 'Werkstatt 工作室',
  link: 'https://lethe.example/invitations#token',
  statusLink: 'https://lethe.example/cancellations#token',
  because: 'objection',
  cancellationId: '7e2d3c2f-7d6b-4b9f-8b65-1b2c3d4e5f60',
  salt: 'c2FsdA',
  ticketLink: 'https://lethe.example/tickets/3b0f3a52',
  reference: '3b0f3a52',
  closesAt: expiresAt,
};
const textWith = (template: MailTemplate) => render(template, everything, about).text;

describe('A template', () => {
  it.each(mailTemplates)('%s has one line of subject and shows all it is given', (template) => {
    const { subject, text } = render(template, everything, about);
    expect(subject).toMatch(/^[^\r\n]{5,70}$/u);
    const shown = Object.entries(shownBy(template, everything));
    const readableTime = (value: string): string => (value === expiresAt ? '2026-11-24 08:10 UTC' : value);
    for (const [, value] of shown.filter(([name]) => name !== 'because')) expect(text).toContain(readableTime(value));
    expect(text).not.toContain('undefined');
  });

  it.each([
    ['registration-code', 'code'],
    ['workspace-invitation', 'link'],
    ['cancellation-confirmed', 'statusLink'],
    ['cancellation-last', 'cancellationId'],
  ] as const)('%s is not written without its %s', (template, missing) => {
    const { [missing]: _left, ...rest } = everything;
    expect(() => shownBy(template, rest)).toThrow(missing);
  });

  it('keeps nothing that it does not show', () => {
    expect(shownBy('factor-bound', { somebodyElse: 'Ada' })).toEqual({});
    expect(shownBy('bind-factor-code', { code: '482913', somebodyElse: 'Ada' })).toEqual({ code: '482913' });
  });

  it('takes a link to the web alone', () => {
    expect(() => shownBy('cancellation-confirmed', { statusLink: 'javascript:alert(1)' })).toThrow('statusLink');
  });

  it('leaves the subject line to us, whatever a workspace is called', () => {
    expect(render('workspace-invitation', everything, about).subject).not.toContain(everything.workspaceName);
  });
});

describe('The mail with the code to register (ID-1)', () => {
  it('says which request it belongs to', () => {
    expect(textWith('registration-code')).toContain('the registration 6f1c2b1e, asked for at 2026-11-24 08:00 UTC');
  });
});

describe('The mail that nothing was cancelled (CAN-7)', () => {
  it('says why', () => {
    expect(textWith('cancellation-withdrawn')).toContain('has a reason');
  });
  it('goes without a reason that nobody knows', () => {
    expect(render('cancellation-withdrawn', { because: 'new-reason' }, about).text).toContain('did not happen');
  });
});

describe('The last mail (CAN-11)', () => {
  it('carries the salt of the certificate', () => {
    expect(textWith('cancellation-last')).toContain('With this salt you can show that it is yours:\nc2FsdA\n');
  });

  it('says nothing of a salt that there is not', () => {
    const { salt: _left, ...rest } = everything;
    expect(render('cancellation-last', rest, about).text).not.toContain('salt');
  });
});
