import type { MailTemplate } from '@lethe/contracts';
import Mustache from 'mustache';
import { htmlOf, textOf, type Frame } from './layout.ts';
import { blockOf, type Block, type MailSource, type MailSources, type Written } from './mail-source.ts';
import { texts } from './texts/texts.ts';
import { clean } from './values.ts';
import { valuesOf, type About, type House, type Parameters, type Variables } from './variables.ts';

export type MailText = Readonly<{ subject: string; text: string; html: string }>;

/** What an operator wrote instead of ours. */
export type OwnSources = Partial<{ [Template in MailTemplate]: Partial<MailSources[Template]> }>;

const filled = (source: string, values: Variables): string =>
  Mustache.render(source, values, {}, { escape: (value: unknown) => String(value) }).trim();

const write = (source: MailSource, values: Variables): Written => ({
  subject: clean(filled(source.subject, values)),
  blocks: source.body.map(blockOf).flatMap((block): readonly Block[] => {
    if (block.kind === 'button') {
      const [label, link] = [filled(block.label, values), filled(block.link, values)];
      return label === '' || link === '' ? [] : [{ kind: block.kind, label, link }];
    }
    const text = filled(block.text, values);
    return text === '' ? [] : [{ kind: block.kind, text }];
  }),
});

export type Writer = (template: MailTemplate, parameters: Parameters, about: About) => MailText;

/** Writes mails in their readers' languages: the operator's where there is one, else ours. */
export const writerOf =
  (house: House & Frame, own: OwnSources = {}): Writer =>
  (template, parameters, about) => {
    const { language } = about.reader;
    const source = own[template]?.[language] ?? texts[template][language];
    const written = write(source, valuesOf(template, parameters, house, about));
    return {
      subject: written.subject,
      text: textOf(written, house, language),
      html: htmlOf(written, house, language),
    };
  };
