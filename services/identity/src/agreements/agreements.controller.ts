import { createHash } from 'node:crypto';
import { Answers } from '@lethe/bus';
import { ReadAgreements } from '@lethe/contracts';
import { Controller } from '@nestjs/common';
import { documents } from './documents.ts';

/** SHA-256 over all that a person was shown, in base64url. */
const agreements = documents.map(({ id, version, title, text }) => {
  const digest = createHash('sha256')
    .update(JSON.stringify([id, version, title, text]))
    .digest('base64url');
  return { id, version, digest, title, text };
});

@Controller()
export class AgreementsController {
  @Answers(ReadAgreements)
  async list() {
    return { agreements: [...agreements] };
  }
}
