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

const lighter = [0.94, 0.86, 0.72, 0.58, 0.42, 0.22];
const darker = [0.12, 0.24, 0.36];

/** Ten shades of one accent: the sixth is the accent itself, as the brand has it. */
export const shadesOf = (accent: string): MantineColorsTuple =>
  [
    ...lighter.map((share) => mixed(accent, 255, share)),
    accent,
    ...darker.map((share) => mixed(accent, 0, share)),
  ] as unknown as MantineColorsTuple;
