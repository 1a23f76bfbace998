import * as z from 'zod';

/** Of services that write links: where people reach the console. */
export const publicUrl = {
  LETHE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4400'),
} as const;

/** `path` begins with a slash, whether or not the setting ends with one. */
export const linkTo = (
  { LETHE_PUBLIC_URL: origin }: Readonly<{ LETHE_PUBLIC_URL: string }>,
  path: `/${string}`,
): string => `${origin.replace(/\/$/, '')}${path}`;
