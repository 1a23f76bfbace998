import type { MailTemplate } from '@lethe/contracts';
import type { CodePurpose } from './verification.events.ts';

/** Whoever asks for a code: it fits in their hands alone (ID-7). */
export type AskerOfCode = Readonly<
  | { by: 'session'; sessionId: string }
  /** Holds a link that was mailed to the account. */
  | { by: 'link' }
  /** Is not signed in; known by what its cookie says. */
  | { by: 'browser'; id: string }
>;

type Rules = Readonly<{
  by: AskerOfCode['by'];
  /** `own`: the address of the account. `given`: the one that the request names. */
  destination: 'own' | 'given';
  template: MailTemplate;
}>;

/** ID-7: what a code is for, where it goes, who may ask for it. All go by mail so far. */
export const purposes: Readonly<Record<CodePurpose, Rules>> = {
  'bind-factor': { by: 'session', destination: 'own', template: 'bind-factor-code' },
  cancellation: { by: 'session', destination: 'own', template: 'cancellation-code' },
  'stop-cancellation': { by: 'link', destination: 'own', template: 'stop-code' },
  'reset-password': { by: 'browser', destination: 'given', template: 'password-reset-code' },
};
