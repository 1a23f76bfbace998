import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kit } from '@lethe/service';
import ipaddr from 'ipaddr.js';

const bytesOfNetwork = { ipv4: 3, ipv6: 7 } as const;

/**
 * What one client has of addresses at least: a /24 of IPv4, a /56 of IPv6. An address of IPv4 that comes as one of IPv6 is
 * the same one.
 */
export const networkOf = (address: string): string => {
  const parsed = ipaddr.process(address);
  const kind = parsed.kind();
  return `${kind}/${parsed.toByteArray().slice(0, bytesOfNetwork[kind]).join('.')}`;
};

/** ID-2a: what others are told of where a request comes from, so that they can count by it and never learn an address. */
export type BlindNetwork = (request: FastifyRequest) => string;

export const blindNetwork =
  (sealing: Pick<Kit['sealing'], 'mac'>): BlindNetwork =>
  ({ ip }) =>
    sealing.mac('network', networkOf(ip));

/** Behind a proxy that nobody named, all people come from one network, and keep each other out. */
export const warnOfUnknownProxy = (fastify: FastifyInstance, logger: Kit['logger']): void => {
  let isSaid = false;
  fastify.addHook('onRequest', async ({ headers, ips }) => {
    if (isSaid || headers['x-forwarded-for'] === undefined || (ips?.length ?? 0) > 1) return;
    isSaid = true;
    logger.warn(
      'A proxy that LETHE_TRUSTED_PROXIES does not name sends requests: whoever comes by it counts as one network.',
    );
  });
};
