import type { Language, MailTemplate } from '@lethe/contracts';

/**
 * A mail as it is written, once for its text and its HTML. Subject and paragraphs are mustache; what comes out is plain
 * text, escaped as a whole where HTML is made of it. A paragraph that is nothing but `[label](link)` is a button,
 * one that is nothing but `` `text` `` stands apart to be copied, and an empty one is left out.
 */
export type MailSource = Readonly<{ subject: string; body: readonly string[] }>;

/** Every mail in every language: one that is missing does not compile. */
export type MailSources<Template extends MailTemplate = MailTemplate> = Readonly<
  Record<Template, Readonly<Record<Language, MailSource>>>
>;

export type Block =
  Readonly<{ kind: 'paragraph' | 'apart'; text: string }> | Readonly<{ kind: 'button'; label: string; link: string }>;

/** A source with its values filled in: plain text still, whatever it becomes. */
export type Written = Readonly<{ subject: string; blocks: readonly Block[] }>;

const inSections = /^((?:\{\{[#^]\s*\w+\s*\}\})*)(.*?)((?:\{\{\/\s*\w+\s*\}\})*)$/s;

/** Told before any value is filled in, so that no value can make a button. The sections around it go with each part. */
export const blockOf = (paragraph: string): Block => {
  const [, open = '', inner = '', close = ''] = inSections.exec(paragraph) ?? [];
  const [, label, link] = /^\[([^\]]+)\]\((\S+)\)$/.exec(inner) ?? [];
  if (label !== undefined && link !== undefined)
    return { kind: 'button', label: `${open}${label}${close}`, link: `${open}${link}${close}` };
  const apart = /^`([^`]+)`$/.exec(inner)?.[1];
  if (apart !== undefined) return { kind: 'apart', text: `${open}${apart}${close}` };
  return { kind: 'paragraph', text: paragraph };
};
