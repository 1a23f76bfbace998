import { mailParameters, type MailParameters, type MailTemplate } from '@lethe/contracts';
import { cancellationConfirmed, cancellationLast, cancellationWithdrawn } from './cancellation.ts';
import { bindFactorCode, cancellationCode, registrationCode, registrationKnownAddress } from './codes.ts';
import { factorBound, factorUnbound } from './factors.ts';
import type { About, MailText } from './mail-text.ts';
import { staffInvitation } from './staff.ts';
import { ownershipGiven, ownershipReceived, workspaceInvitation } from './workspaces.ts';

type Templates = {
  readonly [Template in MailTemplate]: (parameters: MailParameters<Template>, about: About) => MailText;
};

const templates: Templates = {
  'registration-code': registrationCode,
  'registration-known-address': registrationKnownAddress,
  'staff-invitation': staffInvitation,
  'bind-factor-code': bindFactorCode,
  'cancellation-code': cancellationCode,
  'workspace-invitation': workspaceInvitation,
  'ownership-received': ownershipReceived,
  'ownership-given': ownershipGiven,
  'factor-bound': factorBound,
  'factor-unbound': factorUnbound,
  'cancellation-confirmed': cancellationConfirmed,
  'cancellation-withdrawn': cancellationWithdrawn,
  'cancellation-last': cancellationLast,
};

type Parameters = Readonly<Record<string, string>>;

/** What the template shows, and nothing else. @throws ZodError where something is missing. */
export const shownBy = (template: MailTemplate, parameters: Parameters): Parameters =>
  mailParameters[template].parse(parameters);

export const render = <Template extends MailTemplate>(
  template: Template,
  parameters: Parameters,
  about: About,
): MailText => templates[template](mailParameters[template].parse(parameters) as MailParameters<Template>, about);
