/** What a person agrees to before a cancellation (CAN-5). A changed text is a new version. */
export type AgreementText = Readonly<{ id: string; version: string; title: string; text: string }>;

const cancellationTerms: AgreementText = {
  id: 'cancellation-terms',
  version: '2026-11-01',
  title: 'Terms of cancelling an account',
  text: [
    'You cancel this account for good. Once the cancellation is final, nobody can undo it, neither you nor our staff.',
    'You cannot sign in any more, and every session ends everywhere at once.',
    'You leave every workspace you are a member of. Workspaces you own must be transferred or closed first.',
    'Your unclosed tickets are closed within 7 business days after the cancellation is final.',
    'Your email address becomes free at once. A new account with it is a new account: nothing of this one comes back.',
  ].join('\n\n'),
};

const dataErasureNotice: AgreementText = {
  id: 'data-erasure-notice',
  version: '2026-11-01',
  title: 'What is erased, and when',
  text: [
    'All information of this account is cleared in every service that holds it, and cannot be recovered.',
    'Within seconds nothing is left but unclosed tickets and the address that the last mails go to.',
    'When your last ticket is closed, its content and your address are cleared, too, and one last mail tells you so.',
    'You get a link to a page that shows how far the erasure is, without an account, and in the end a signed certificate.',
    'Back-ups may still hold encrypted data for the time the certificate names. Without your keys nobody can read it.',
  ].join('\n\n'),
};

export const documents: readonly AgreementText[] = [cancellationTerms, dataErasureNotice];
