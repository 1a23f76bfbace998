/** Shows what it was asked for, in the length of an index. */
export const noSealing = { mac: (kind: string, value: string): string => `${kind}/${value}`.padEnd(43, '.') };
