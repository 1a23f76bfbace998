import { createHash } from 'node:crypto';
import { Answers } from '@lethe/bus';
import { languages, ReadAgreements, type InputOf, type Language } from '@lethe/contracts';
import { Controller } from '@nestjs/common';
import { documents } from './documents.ts';

/** X3: SHA-256 over all that a person was shown, in base64url. Never change: certificates name the digests of old. */
const shownIn = (language: Language) =>
  documents.map(({ id, version, wordings }) => {
    const { title, text } = wordings[language];
    const digest = createHash('sha256')
      .update(JSON.stringify([id, version, title, text]))
      .digest('base64url');
    return { id, version, digest, title, text };
  });

@Controller()
export class AgreementsController {
  @Answers(ReadAgreements)
  async list({ language = languages[0] }: InputOf<typeof ReadAgreements>) {
    return { agreements: shownIn(language) };
  }
}
