import type { Page } from 'playwright-core';

/** What a person would not see, and nobody may find: violations of the policy, uncaught errors, requests to other hosts. */
export const watch = (page: Page, faults: string[], url: string): void => {
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A status of 400 or more is an answer, and the page shows it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) faults.push(`another host: ${request.url()}`);
  });
};
