import type { MantineColorsTuple } from '@mantine/core';

const parts = (hex: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

const mixed = (hex: string, other: number, share: number): string =>
  `#${parts(hex)
    .map((part) =>
      Math.round(part + (other - part) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const tints = [0.94, 0.86, 0.72, 0.58, 0.42, 0.22];
const darkened = [0.12, 0.24, 0.36];

/** Ten shades of one accent: the sixth is the accent itself, as the brand has it. */
export const shadesOf = (accent: string): MantineColorsTuple =>
  [
    ...tints.map((share) => mixed(accent, 255, share)),
    accent,
    ...darkened.map((share) => mixed(accent, 0, share)),
  ] as unknown as MantineColorsTuple;

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = parts(hex)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG 2.2: from 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
};

/** The accent, or the nearest of its shades that has 4.5 to 1 on this ground. */
export const readableOn = (ground: string, accent: string): string => {
  const towards = luminance(ground) > 0.18 ? 0 : 255;
  const steps = Array.from({ length: 21 }, (_, step) => mixed(accent, towards, step / 20));
  return steps.find((shade) => contrast(shade, ground) >= 4.5) ?? mixed(accent, towards, 1);
};
