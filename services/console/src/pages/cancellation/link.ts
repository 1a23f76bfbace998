/** What the fragment of the link says: `#<id>.<token>`. */
export type StatusLink = Readonly<{ cancellationId: string; statusToken: string }>;

const form = /^#?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\S{1,512})$/i;

/** @returns undefined where it was not copied whole. */
export const linkIn = (fragment: string): StatusLink | undefined => {
  const [, cancellationId, statusToken] = form.exec(fragment.trim()) ?? [];
  return cancellationId === undefined || statusToken === undefined ? undefined : { cancellationId, statusToken };
};
