const known = new Set<string>();

/** The router says which pages there are. */
export const noteKnown = (paths: readonly string[]): void => {
  for (const path of paths) known.add(path);
};

/** Is there such a page? Menus and links show what there is. */
export const isPage = (path: string): boolean => known.has(path);
