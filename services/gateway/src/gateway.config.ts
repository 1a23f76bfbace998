import * as z from 'zod';

/** Whose installation this is, for pages and mails. */
export type Brand = Readonly<{
  name: string;
  colour: string;
  logoUrl: string | null;
  supportAddress: string | null;
  links: readonly Readonly<{ label: string; url: string }>[];
}>;

export const usualBrand: Brand = { name: 'Lethe', colour: '#1c5d99', logoUrl: null, supportAddress: null, links: [] };

export const gatewaySettings = z.object({
  /** 0 takes a free port. */
  LETHE_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  LETHE_HTTP_HOST: z.string().min(1).default('127.0.0.1'),
});
