import type { CertificateCheck, VerifiedCertificate } from '@lethe/certificate';

const sentences: Readonly<Record<CertificateCheck, string>> = {
  signature: 'It is signed by the service that issues certificates, and nothing in it was changed.',
  kind: 'It is a certificate of erasure.',
  participants: 'Everybody who had to clear has cleared.',
  order: 'Its instants are in order: confirmed, final, cleared, key destroyed.',
  'keys-destroyed': 'Every key of the account was destroyed before it was issued.',
  address: 'It is about the account with this address.',
};

/** Each check with yes or no, and, where it can be read, what it says. */
export const reportOf = ({ holds, checks, statement }: VerifiedCertificate): string => {
  const lines = checks.map((each) => `${each.holds ? 'yes' : 'no '}  ${sentences[each.check]}`);
  return [...lines, holds ? 'The certificate holds.' : 'The certificate does NOT hold.', ...told(statement), ''].join(
    '\n',
  );
};

const told = (statement: VerifiedCertificate['statement']): readonly string[] =>
  statement === null
    ? []
    : [
        '',
        `Account       ${statement.accountId}`,
        `Cancellation  ${statement.cancellationId}`,
        `Confirmed     ${statement.confirmedAt}`,
        `Final         ${statement.finalAt ?? '-'}`,
        ...statement.participants.map(
          ({ participant, clearedAt, keyDestroyedAt }) =>
            `Cleared       ${clearedAt}  ${participant}, its key destroyed ${keyDestroyedAt}`,
        ),
        `Cleared       ${statement.addressesKeyDestroyedAt ?? '-'}  the addresses, which the last mails needed`,
        `Issued        ${new Date(statement.iat * 1000).toISOString()}`,
        `A disk or a back-up may hold a key until ${statement.keysInBackUpsUntil}.`,
      ];
