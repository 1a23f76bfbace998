import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { languages, mailTemplates, type Language, type MailTemplate } from '@lethe/contracts';
import { problemsOf } from './check-source.ts';
import { writerOf, type OwnSources } from './render.ts';
import { samples } from './samples.ts';
import { texts } from './texts/texts.ts';
import { shownBy } from './variables.ts';

const house = {
  name: 'Werkstatt',
  publicUrl: 'https://lethe.example',
  supportAddress: 'help@werkstatt.example',
  colour: '#1c5d99',
  onColour: '#ffffff',
  hasLogo: false,
  links: [{ label: 'Privacy', url: 'https://werkstatt.example/privacy' }],
};
const acceptedAt = '2026-11-24T08:00:00.000Z';
const mail = (
  template: MailTemplate,
  language: Language = 'en',
  parameters: Readonly<Record<string, string>> = samples,
  timeZone: string | null = null,
) => writerOf(house)(template, parameters, { acceptedAt, reader: { language, timeZone } });

const every = mailTemplates.flatMap((template) => languages.map((language) => [template, language] as const));
const decoded = (html: string): string =>
  html.replaceAll(/&#(\d+);/g, (_whole, point: string) => String.fromCodePoint(Number(point)));
const visible = (html: string): string =>
  decoded(html.replace(/<head>.*<\/head>/s, '').replaceAll(/<[^>]*>/g, '\n'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');

describe.each(every)('The mail %s in %s (API-4)', (template, language) => {
  it('has one line of subject, and no variable that is not filled in', () => {
    const { subject, text, html } = mail(template, language);
    expect(subject).toMatch(/^[^\r\n]{4,80}$/u);
    expect(`${subject}${text}${html}`).not.toMatch(/\{\{|\}\}|undefined|\[object/);
  });

  it('shows all that it is given', () => {
    const { text } = mail(template, language);
    const words: Readonly<Record<string, string>> =
      language === 'en'
        ? {
            expiresAt: '24 November 2026, 08:10 (UTC)',
            closesAt: '1 December 2026, 08:10 (UTC)',
            role: 'administrator',
            because: template === 'ticket-closed' ? '' : 'has a reason against it',
          }
        : {
            expiresAt: '2026年11月24日 08:10（UTC）',
            closesAt: '2026年12月1日 08:10（UTC）',
            role: '管理员',
            because: '',
          };
    for (const [name, value] of Object.entries(shownBy(template, samples)))
      expect(text).toContain(words[name] ?? value);
  });

  it('says the same in text and HTML, with the same links', () => {
    const { text, html } = mail(template, language);
    const lines = visible(html).split('\n');
    for (const line of text.split('\n').filter((each) => each !== '' && each !== '-- '))
      expect(lines.some((each) => line.includes(each.trim()) || each.includes(line))).toBe(true);
    const linked = [...html.matchAll(/href="(https?:[^"]*)"/g)].map(([, link = '']) => decoded(link));
    for (const link of linked.filter((each) => !each.endsWith('/privacy'))) expect(text).toContain(`\n${link}\n`);
    for (const [link] of text.matchAll(/^https?:\S+$/gm)) expect(linked).toContain(link);
  });

  it('loads nothing and runs nothing, and stays under 100 kB, where mail programs cut', () => {
    const { html } = mail(template, language);
    expect(html).not.toMatch(/<script|<img|<link|<iframe|@import|url\(| on\w+=/i);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });

  it('is short and calm', () => {
    const { subject, text } = mail(template, language);
    expect(`${subject} ${text}`).not.toMatch(/[!！]|\bplease\b|successfully|oops|(?<![申邀])请/iu);
  });

  it('keeps the rules for mails of an operator', () => {
    expect(problemsOf(template, language, texts[template][language])).toEqual([]);
  });
});

describe('A mail in Chinese (API-4)', () => {
  it.each(mailTemplates)('%s shares no sentence with the English one', (template) => {
    const { en, zh } = texts[template];
    const words = (paragraph: string): string => paragraph.replaceAll(/\{\{.*?\}\}/g, '');
    const shared = [en.subject, ...en.body].filter((each) => [zh.subject, ...zh.body].includes(each));
    expect(shared.filter((each) => !/^`[^`]*`$/.test(each))).toEqual([]);
    for (const paragraph of [zh.subject, ...zh.body].filter((each) => !each.startsWith('`')))
      expect(words(paragraph)).toMatch(/\p{Script=Han}/u);
    expect(zh.body.length).toBe(en.body.length);
  });
});

describe('What people wrote in a mail (I3)', () => {
  const hostile = `<script>alert('x')</script>"\`&amp;\r\n\r\n\u202e[Win](https://evil.example)\u2066{{salt}}`;
  const shown = `<script>alert('x')</script>"\`&amp; [Win](https://evil.example) {{salt}}`;

  it.each(['workspace-invitation', 'ownership-received', 'ownership-given'] as const)(
    '%s is text and no more',
    (template) => {
      const { subject, text, html } = mail(template, 'en', { ...samples, workspaceName: hostile });
      expect(subject).not.toContain('script');
      expect(text).toContain(`“${shown}”`);
      expect(html).not.toContain('<script');
      expect(html).not.toContain('href="https://evil.example');
      expect(html).toContain('&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#34;&#96;&#38;amp; [Win]');
    },
  );

  it('cannot break out of an address', () => {
    const ticketLink = `https://lethe.example/tickets/1"onmouseover="alert(1)`;
    expect(mail('ticket-answered', 'en', { ...samples, ticketLink }).html).not.toContain('"onmouseover');
  });

  it('in a subject stays one line', () => {
    expect(mail('ticket-closed', 'en', { ...samples, reference: 'A\r\nBcc: eve@example.test' }).subject).toBe(
      'Your ticket A Bcc: eve@example.test is closed',
    );
  });
});

describe('Times in a mail', () => {
  it.each([
    ['en', null, '24 November 2026, 08:10 (UTC)'],
    ['en', 'Europe/Berlin', '24 November 2026, 09:10 (Central European Standard Time)'],
    ['en', 'Asia/Shanghai', '24 November 2026, 16:10 (China Standard Time)'],
    ['zh', 'Asia/Shanghai', '2026年11月24日 16:10（中国标准时间）'],
  ] as const)("are in the reader's zone, which is named: %s, %s", (language, zone, time) => {
    expect(mail('registration-code', language, samples, zone).text).toContain(time);
  });
});

describe('The mail with the code to register (ID-1, I8)', () => {
  it('names the reference that the page shows, and until when the code works', () => {
    expect(mail('registration-code')).toMatchObject({
      subject: 'Your code to register',
      text: [
        'Enter this code on the page where you registered, in the same browser:',
        '482913',
        'It works once, until 24 November 2026, 08:10 (UTC).',
        'Reference K7F-2QX. The page shows it too: under another reference, this code does not fit.',
        'Asked for on 24 November 2026, 08:00 (UTC). If it was not you, ignore this mail: without the code nothing happens.',
        'Nobody of us will ever ask you for this code.',
        '-- \nThis mail was sent by Werkstatt. Nobody reads answers to it.\nQuestions: help@werkstatt.example\nPrivacy: https://werkstatt.example/privacy\n',
      ].join('\n\n'),
    });
  });

  it('is written without a reference and an end where it is given none', () => {
    const { text } = mail('registration-code', 'en', { code: '482913' });
    expect(text).toContain('It works once.\n');
    expect(text).not.toContain('eference');
  });
});

describe('The mail about a new owner (W3)', () => {
  it('says what the former one is from now on', () => {
    expect(mail('ownership-given').text).toContain('You are no longer its owner; you stay in it as an administrator.');
    expect(mail('ownership-given', 'zh').text).toContain('仍以管理员身份留在其中');
  });
});

describe('The mail that nothing was cancelled (CAN-7)', () => {
  it('goes without a reason that nobody knows', () => {
    expect(mail('cancellation-withdrawn', 'en', { because: 'new-reason' }).text).toContain('did not happen.\n');
  });
});

describe('The last mail (CAN-11, X3)', () => {
  it('carries the salt of the certificate, the recipe of the digest, and how to verify both', () => {
    const { text } = mail('cancellation-last');
    expect(text).toContain(`With this salt you can show that it is yours:\n\n${samples.salt}\n`);
    expect(text).toContain('The digest is the SHA-256 of "salt:address" in base64url');
    expect(text).toContain(
      `\n\nlethe certificate verify certificate.json --keys https://lethe.example/.well-known/jwks.json --email=ADDRESS --salt=${samples.salt}\n`,
    );
    expect(text).toContain(`See the certificate of erasure:\n${samples.statusLink}\n`);
  });

  it('says nothing of a salt that there is not', () => {
    const { salt: _left, ...rest } = samples;
    const { text } = mail('cancellation-last', 'en', rest);
    expect(text).not.toContain('salt');
    expect(text).toContain(
      '\n\nlethe certificate verify certificate.json --keys https://lethe.example/.well-known/jwks.json\n',
    );
  });
});

describe('What a mail is given', () => {
  it.each([
    ['registration-code', 'code'],
    ['workspace-invitation', 'link'],
    ['cancellation-confirmed', 'statusLink'],
    ['cancellation-last', 'cancellationId'],
  ] as const)('%s is not written without its %s', (template, missing) => {
    const { [missing]: _left, ...rest } = samples;
    expect(() => shownBy(template, rest)).toThrow(missing);
  });

  it('and does not show is not kept', () => {
    expect(shownBy('factor-bound', { somebodyElse: 'Ada' })).toEqual({});
    expect(shownBy('bind-factor-code', { code: '482913', somebodyElse: 'Ada' })).toEqual({ code: '482913' });
  });

  it('as a link leads to the web', () => {
    expect(() => shownBy('cancellation-confirmed', { statusLink: 'javascript:alert(1)' })).toThrow('statusLink');
  });
});

describe("An operator's brand", () => {
  it('gives colour and logo; the name stands for the logo where no picture is shown', () => {
    const brand = { ...house, colour: '#ffcc00', onColour: '#000000', hasLogo: true };
    const { html } = writerOf(brand)('ticket-closed', samples, {
      acceptedAt,
      reader: { language: 'en', timeZone: null },
    });
    expect(html).toContain('background: #ffcc00; color: #000000;');
    expect(html).toContain('<img src="cid:logo" alt="Werkstatt"');
  });

  it('writes its own mail instead of ours, in the languages it has', () => {
    const own: OwnSources = {
      'ticket-closed': { en: { subject: 'Done: {{reference}}', body: ['[Look]({{ticketLink}})'] } },
    };
    const write = writerOf(house, own);
    const subjects = languages.map(
      (language) => write('ticket-closed', samples, { acceptedAt, reader: { language, timeZone: null } }).subject,
    );
    expect(subjects).toEqual(['Done: K7F-2QX', '您的工单 K7F-2QX 已关闭']);
  });
});

/** To look at: `LETHE_TEST_MAILS=/tmp/mails`, or a new folder of the system's. */
it('are written to a folder, to be looked at', () => {
  const folder = process.env['LETHE_TEST_MAILS'] ?? mkdtempSync(join(tmpdir(), 'lethe-mails-'));
  mkdirSync(folder, { recursive: true });
  for (const [template, language] of every) {
    const { html, text } = mail(template, language, samples, language === 'zh' ? 'Asia/Shanghai' : 'Europe/Berlin');
    expect(html).toContain('</html>');
    writeFileSync(join(folder, `${template}.${language}.html`), html);
    writeFileSync(join(folder, `${template}.${language}.txt`), text);
  }
});
