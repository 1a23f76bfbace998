import type { Brand } from '@lethe/service';
import type { FastifyInstance } from 'fastify';

/** Whose installation this is, as anybody may see it before signing in. */
export type ShownBrand = Readonly<
  Pick<Brand, 'name' | 'colour' | 'links'> & { logoUrl: string | null; supportAddress: string | null }
>;

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
