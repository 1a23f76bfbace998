/**
 * What the fragment of the link says: `#<id>.<token>`, and in the mail of a hold-back `#<id>.<token>.<token to stop it>`.
 */
export type StatusLink = Readonly<{ cancellationId: string; statusToken: string; stopToken?: string }>;

const form = /^#?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([^\s.]{1,512})(?:\.([^\s.]{1,512}))?$/i;

/** @returns undefined where it was not copied whole. */
export const linkIn = (fragment: string): StatusLink | undefined => {
  const [, cancellationId, statusToken, stopToken] = form.exec(fragment.trim()) ?? [];
  if (cancellationId === undefined || statusToken === undefined) return undefined;
  return { cancellationId, statusToken, ...(stopToken === undefined ? {} : { stopToken }) };
};
