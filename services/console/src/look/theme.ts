import { createTheme, type CSSVariablesResolver, type MantineThemeOverride } from '@mantine/core';
import { readableOn, shadesOf } from './shades.ts';

const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

const gray = [
  '#fafafa',
  '#f4f4f4',
  '#e8e8e8',
  '#dcdcdc',
  '#c8c8c8',
  '#a3a3a3',
  '#767676',
  '#5c5c5c',
  '#404040',
  '#262626',
] as const;

/** Four sizes of text, spacing in steps of 4, one radius, one accent. */
export const themeOf = (accent: string): MantineThemeOverride =>
  createTheme({
    fontFamily: fonts,
    fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
    fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
    lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.4', xl: '1.3' },
    spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
    radius: { xs: '4px', sm: '8px', md: '8px', lg: '8px', xl: '8px' },
    defaultRadius: 'md',
    headings: {
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '1.5rem', lineHeight: '1.3' },
        h2: { fontSize: '1.125rem', lineHeight: '1.4' },
        h3: { fontSize: '0.9375rem', lineHeight: '1.5' },
      },
    },
    colors: { accent: shadesOf(accent), gray },
    primaryColor: 'accent',
    primaryShade: 6,
    autoContrast: true,
    luminanceThreshold: 0.2,
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
  });

/** The accent as text, links and focus rings have it: any brand's colour can be read in both schemes. */
const accentAsText = (colour: string) => ({
  '--mantine-color-anchor': colour,
  '--mantine-color-accent-light-color': colour,
  '--mantine-color-accent-outline': colour,
  '--lethe-accent-text': colour,
});

/** Where the library's own shades have less contrast than 4.5 to 1. */
export const contrasting =
  (accent: string): CSSVariablesResolver =>
  () => ({
    variables: {},
    light: {
      ...accentAsText(readableOn('#f0f0f0', accent)),
      '--mantine-color-dimmed': '#5c5c5c',
      '--mantine-color-placeholder': '#6b6b6b',
      '--mantine-color-error': '#c21f1f',
      '--mantine-color-default-border': '#d4d4d4',
      '--mantine-color-red-outline': '#c21f1f',
      '--mantine-color-red-text': '#c21f1f',
      '--mantine-color-yellow-outline': '#7a5200',
      '--lethe-bar': '#fafafa',
      '--lethe-input-border': '#8a8a8a',
    },
    dark: {
      ...accentAsText(readableOn('#2e2e2e', accent)),
      '--mantine-color-dimmed': '#a8a8a8',
      '--mantine-color-placeholder': '#949494',
      '--mantine-color-error': '#ff8787',
      '--mantine-color-red-outline': '#ff8787',
      '--mantine-color-red-text': '#ff8787',
      '--mantine-color-yellow-outline': '#ffd43b',
      '--lethe-bar': '#1f1f1f',
      '--lethe-input-border': '#7a7a7a',
    },
  });
