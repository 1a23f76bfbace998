/** What an installation calls itself, and its accent; settings of the server say so. */
export type Brand = Readonly<{ name: string; accent: string }>;

export const ownBrand: Brand = { name: 'Lethe', accent: '#0f766e' };
