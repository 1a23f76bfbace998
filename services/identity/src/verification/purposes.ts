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
  template: MailTemplate;
}>;

/** ID-7: what a code is for, who may ask for it, and in which mail it goes. */
export const purposes: Readonly<Record<CodePurpose, Rules>> = {
  'bind-factor': { by: 'session', template: 'bind-factor-code' },
  cancellation: { by: 'session', template: 'cancellation-code' },
  'stop-cancellation': { by: 'link', template: 'stop-code' },
  'reset-password': { by: 'browser', template: 'password-reset-code' },
};
