import type { Brand } from '@lethe/service';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';

/** Whose installation this is, as anybody may see it before signing in. */
export const shownBrandSchema = z
  .strictObject({
    name: z.string(),
    colour: z.string().meta({ description: 'The accent of pages and mails.', examples: ['#1c5d99'] }),
    logoUrl: z.string().nullable(),
    supportAddress: z.string().nullable(),
    links: z.array(z.strictObject({ label: z.string(), url: z.url() })).readonly(),
  })
  .meta({ id: 'Brand' });
export type ShownBrand = Readonly<z.infer<typeof shownBrandSchema>>;

const logoPath = '/brand/logo';

export const shownBrand = ({ name, colour, links, logo, supportAddress }: Brand): ShownBrand => ({
  name,
  colour,
  links,
  logoUrl: logo === undefined ? null : logoPath,
  supportAddress: supportAddress ?? null,
});

/** A picture, never a page: an SVG opened by its address runs nothing either. */
export const serveLogo = (fastify: FastifyInstance, { logo }: Brand): void => {
  if (logo === undefined) return;
  fastify.get(logoPath, (_request, reply) =>
    reply
      .type(logo.contentType)
      .header('cache-control', 'public, max-age=3600')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(logo.bytes),
  );
};
