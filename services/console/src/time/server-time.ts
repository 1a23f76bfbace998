let ahead = 0;

/** What the server's clock says against the device's, which may be wrong by hours. */
export const noteServerDate = (date: string | null): void => {
  const at = Date.parse(date ?? '');
  // The header has whole seconds.
  if (!Number.isNaN(at) && Math.abs(at - Date.now()) > 2000) ahead = at - Date.now();
  else if (!Number.isNaN(at)) ahead = 0;
};

/** Now, as the server sees it: for what counts down to an instant of the server. */
export const serverNow = (): number => Date.now() + ahead;
