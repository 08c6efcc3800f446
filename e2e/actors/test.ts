// The `test` of all journeys: visitors with a browser of their own, and no page may complain in its console while it is used.
import { test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { stack } from './stack.ts';

export const expect = base.expect;

/** Answers of 4xx and lost connections are shown in the page; Chromium writes them to the console as well. */
const TOLD_ANYWAY = /^Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_)/;

export interface Look {
  lang?: 'ko' | 'en';
  theme?: 'light' | 'dark' | 'contrast';
  width?: number;
}
/** Opens a page for somebody new: no cookies, nothing stored. */
type Visitor = (look?: Look, options?: BrowserContextOptions) => Promise<Page>;

export const test = base.extend<{ visitor: Visitor }>({
  visitor: async ({ browser }, use) => {
    const complaints: string[] = [];
    const leave: (() => Promise<void>)[] = [];
    await use(async ({ lang = 'ko', theme = 'light', width = 1280 } = {}, options = {}) => {
      const { url } = stack();
      const context = await browser.newContext({ baseURL: url, locale: lang === 'ko' ? 'ko-KR' : 'en-GB', timezoneId: 'Asia/Seoul', viewport: { width, height: 900 }, ...options });
      leave.push(() => context.close());
      await context.addCookies([{ name: 'gac_theme', value: theme, url }]);
      context.on('page', (page) => {
        page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
        // React tells here when the browser made something else of the page than the server.
        page.on('console', (message) => {
          if (message.type() === 'error' && !TOLD_ANYWAY.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
        });
      });
      return context.newPage();
    });
    for (const close of leave) await close();
    expect(complaints, 'what pages complained of in the console').toEqual([]);
  },
});
