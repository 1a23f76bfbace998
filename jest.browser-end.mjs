import mustEnd from './scripts/test/must-end.mjs';

export default async (config) => {
  await globalThis.stopBrowserTests?.();
  mustEnd(config);
};
