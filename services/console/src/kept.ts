/** What a browser keeps for us, or does not: private windows and full disks refuse, and the page goes on without. */
export const kept = (storage: () => Storage) => ({
  read: (name: string): string | undefined => {
    try {
      return storage().getItem(`lethe.${name}`) ?? undefined;
    } catch {
      return undefined;
    }
  },
  write: (name: string, value: string | undefined): void => {
    try {
      if (value === undefined) storage().removeItem(`lethe.${name}`);
      else storage().setItem(`lethe.${name}`, value);
    } catch {
      // It is a comfort only.
    }
  },
});

/** Until the browser forgets. */
export const keptForGood = kept(() => localStorage);

/** Until the tab is closed. */
export const keptInTab = kept(() => sessionStorage);
