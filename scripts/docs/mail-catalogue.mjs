import { languages, mailTemplates } from '../../libs/contracts/src/index.ts';
import { texts } from '../../services/notification/src/templates/texts/texts.ts';
import { commonVariables, variablesOf } from '../../services/notification/src/templates/variables.ts';
import { tableOf } from './table.mjs';

const ours = (template, language) => {
  const { subject, body } = texts[template][language];
  return `\`${template}.${language}.mustache\`, as ours would be:

\`\`\`text
Subject: ${subject}

${body.join('\n\n')}
\`\`\``;
};

const mailOf = (template) => {
  const rows = variablesOf(template).map(({ name, meaning, optional }) => [
    `\`${name}\``,
    meaning,
    optional ? 'can be empty' : 'always',
  ]);
  return `## ${template}

${rows.length === 0 ? 'No variables but those of all mails.' : tableOf(['variable', 'what it is', 'there'], rows)}

${languages.map((language) => ours(template, language)).join('\n\n')}`;
};

/** The text of docs/catalogue/mails.md. */
export const mailCatalogue = () => `# Mails

Written by \`npm run catalogue\` from [the contract](../../libs/contracts/src/notification.ts) and [our texts](../../services/notification/src/templates/texts): do not edit it by hand. How mails are made, and how to write your own, is in [mails.md](../mails.md).

## Variables of all mails

${tableOf(
  ['variable', 'what it is'],
  Object.entries(commonVariables).map(([name, meaning]) => [`\`${name}\``, meaning]),
)}

${mailTemplates.map(mailOf).join('\n\n')}
`;
