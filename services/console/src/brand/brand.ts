import type { Brand } from '../api/generated/types.gen.ts';

export type { Brand };

const unbranded: Brand = { name: 'Lethe', colour: '#1c5d99', logoUrl: null, supportAddress: null, links: [] };

/** What the gateway wrote into the page, so that nothing changes its name or colour while it loads. */
const ofPage = (): Brand => {
  try {
    const written = document.querySelector<HTMLMetaElement>('meta[name="brand"]')?.content ?? '';
    return { ...unbranded, ...(JSON.parse(written) as Brand) };
  } catch {
    // Served by no gateway (`npm run console`): GET /v1/service says it.
    return unbranded;
  }
};

export const brandOfPage: Brand = ofPage();
