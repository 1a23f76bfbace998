import type { Language } from '@lethe/contracts';
import Mustache from 'mustache';
import type { Written } from './mail-source.ts';

/** What stands around every mail. */
export type Frame = Readonly<{
  name: string;
  colour: string;
  onColour: string;
  /** It is attached as `cid:logo`; where it cannot be shown, the name is. */
  hasLogo: boolean;
  supportAddress: string | undefined;
  links: readonly Readonly<{ label: string; url: string }>[];
}>;

const foot: Readonly<Record<Language, Readonly<{ sentBy: (name: string) => string; questions: string }>>> = {
  en: { sentBy: (name) => `This mail was sent by ${name}. Nobody reads answers to it.`, questions: 'Questions: ' },
  zh: { sentBy: (name) => `此邮件由 ${name} 发送。回复此邮件无人阅读。`, questions: '如有问题：' },
};
const beforeLink: Readonly<Record<Language, string>> = { en: ':', zh: '：' };

/** The part for whoever wants no HTML: the same blocks, a link below what it does. */
export const textOf = ({ blocks }: Written, { name, supportAddress, links }: Frame, language: Language): string => {
  const body = blocks.map((block) =>
    block.kind === 'button' ? `${block.label}${beforeLink[language]}\n${block.link}` : block.text,
  );
  const { sentBy, questions } = foot[language];
  const below = [
    ...(supportAddress === undefined ? [] : [`${questions}${supportAddress}`]),
    ...links.map(({ label, url }) => `${label}: ${url}`),
  ];
  return [...body, ['-- ', sentBy(name), ...below].join('\n')].join('\n\n').concat('\n');
};

/** Up to so many characters, what stands apart is a code to type: it is shown large. */
const shortEnough = 12;

export const htmlOf = ({ subject, blocks }: Written, frame: Frame, language: Language): string => {
  const { sentBy, questions } = foot[language];
  const view = {
    ...frame,
    language: language === 'zh' ? 'zh-CN' : language,
    subject,
    sentBy: sentBy(frame.name),
    questions,
    blocks: blocks.map((block) => ({
      button: block.kind === 'button' ? block : false,
      code: block.kind === 'apart' && block.text.length <= shortEnough ? block : false,
      apart: block.kind === 'apart' && block.text.length > shortEnough ? block : false,
      paragraph:
        block.kind === 'paragraph'
          ? { lines: block.text.split('\n').map((line, at) => ({ line, more: at > 0 })) }
          : false,
    })),
  };
  return Mustache.render(layout, view, {}, { escape: escaped });
};

const escaped = (value: unknown): string =>
  String(value).replaceAll(/[&<>"'`]/g, (character) => `&#${String(character.codePointAt(0))};`);

const font = `font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif`;
const mono = `font-family: ui-monospace, 'SF Mono', Consolas, 'Noto Sans Mono', monospace`;

/** Inline styles are for the light scheme; the sheet in the head turns them dark where a client knows of it. */
const layout = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{{subject}}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #16181b !important; color: #e6e8ea !important; }
  .card { background: #1f2226 !important; }
  .card { border-left-color: #3a3f45 !important; border-right-color: #3a3f45 !important; border-bottom-color: #3a3f45 !important; }
  .card h1, .card p, .brand { color: #e6e8ea !important; }
  .apart { background: #2a2e33 !important; border-color: #3a3f45 !important; }
  .quiet, .quiet a { color: #a9b0b7 !important; }
}
</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #f4f5f7; color: #1c1f23; ${font}; font-size: 16px; line-height: 1.5; -webkit-text-size-adjust: 100%;">
<div class="page" style="background: #f4f5f7; padding: 24px 12px;">
<div style="max-width: 560px; margin: 0 auto;">
<p class="brand" style="margin: 0 0 16px; padding: 0 4px; font-size: 16px; font-weight: 600; color: #1c1f23;">{{#hasLogo}}<img src="cid:logo" alt="{{name}}" height="32" style="height: 32px; max-width: 100%; border: 0; vertical-align: middle;">{{/hasLogo}}{{^hasLogo}}{{name}}{{/hasLogo}}</p>
<div class="card" style="background: #ffffff; border: 1px solid #d9dde2; border-top: 4px solid {{colour}}; border-radius: 8px; padding: 24px 20px 8px;">
<h1 style="margin: 0 0 16px; font-size: 20px; line-height: 1.3; font-weight: 600; color: #1c1f23; overflow-wrap: anywhere;">{{subject}}</h1>
{{#blocks}}
{{#paragraph}}
<p style="margin: 0 0 16px; color: #1c1f23; overflow-wrap: anywhere;">{{#lines}}{{#more}}<br>{{/more}}{{line}}{{/lines}}</p>
{{/paragraph}}
{{#code}}
<p class="apart" style="margin: 0 0 16px; padding: 12px 16px; background: #f4f5f7; border: 1px solid #d9dde2; border-radius: 8px; ${mono}; font-size: 28px; line-height: 1.3; letter-spacing: 4px; text-align: center; color: #1c1f23;">{{text}}</p>
{{/code}}
{{#apart}}
<p class="apart" style="margin: 0 0 16px; padding: 12px 16px; background: #f4f5f7; border: 1px solid #d9dde2; border-radius: 8px; ${mono}; font-size: 14px; overflow-wrap: anywhere; color: #1c1f23;">{{text}}</p>
{{/apart}}
{{#button}}
<p style="margin: 0 0 8px;"><a href="{{link}}" style="display: inline-block; padding: 10px 20px; background: {{colour}}; color: {{onColour}}; border-radius: 8px; font-weight: 600; text-decoration: none;">{{label}}</a></p>
<p class="quiet" style="margin: 0 0 16px; font-size: 13px; color: #5a626a; overflow-wrap: anywhere; word-break: break-all;"><a href="{{link}}" style="color: #5a626a;">{{link}}</a></p>
{{/button}}
{{/blocks}}
</div>
<div class="quiet" style="padding: 16px 4px 0; font-size: 13px; color: #5a626a;">
<p class="quiet" style="margin: 0 0 8px; color: #5a626a;">{{sentBy}}</p>
{{#supportAddress}}
<p class="quiet" style="margin: 0 0 8px; color: #5a626a;">{{questions}}<a href="mailto:{{supportAddress}}" style="color: #5a626a;">{{supportAddress}}</a></p>
{{/supportAddress}}
{{#links.length}}
<p class="quiet" style="margin: 0 0 8px; color: #5a626a;">{{#links}}<a href="{{url}}" style="color: #5a626a; margin-right: 16px;">{{label}}</a>{{/links}}</p>
{{/links.length}}
</div>
</div>
</div>
</body>
</html>
`;
