// The `test` of all journeys: visitors with a browser of their own, and no page may complain in its console while it is used.
import { test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { stack } from './stack.ts';

export const expect = base.expect;

/** Answers of 4xx and lost connections are shown in the page; Chromium writes them to the console as well. */
const TOLD_ANYWAY = /^Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_)/;
/** What a journey itself makes answer with a fault (`page.route`), where it says so. */
const MADE_TO_FAIL = /^Failed to load resource: the server responded with a status of 503/;

export interface Look {
  lang?: 'ko' | 'en';
  theme?: 'light' | 'dark' | 'contrast';
  width?: number;
}
/** Opens a page for somebody new: no cookies, nothing stored. */
/** `failing`: the path that the journey makes answer 503, so the console may say so. */
type Visitor = (look?: Look & { failing?: string }, options?: BrowserContextOptions) => Promise<Page>;

/**
 * A person types after the page has come to life; a script is faster than that on a busy machine, and what it does to the server's HTML is lost.
 * So going somewhere ends when React has taken the heading over (it leaves its mark on the nodes it keeps).
 */
function goWhenAlive(page: Page): void {
  const go = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await go(url, options);
    if (response?.headers()['content-type']?.startsWith('text/html') ?? false)
      await page.waitForFunction(() => Object.keys(document.querySelector('main h1') ?? {}).some((key) => key.startsWith('__reactFiber')));
    return response;
  };
}

export const test = base.extend<{ visitor: Visitor }>({
  visitor: async ({ browser }, use) => {
    const complaints: string[] = [];
    const leave: (() => Promise<void>)[] = [];
    await use(async ({ lang = 'ko', theme = 'light', width = 1280, failing } = {}, options = {}) => {
      const { url } = stack();
      const context = await browser.newContext({ baseURL: url, locale: lang === 'ko' ? 'ko-KR' : 'en-GB', timezoneId: 'Asia/Seoul', viewport: { width, height: 900 }, ...options });
      leave.push(() => context.close());
      await context.addCookies([{ name: 'gac_theme', value: theme, url }]);
      context.on('page', (page) => {
        page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
        // React tells here when the browser made something else of the page than the server.
        page.on('console', (message) => {
          if (message.type() === 'error' && !TOLD_ANYWAY.test(message.text()) && !(MADE_TO_FAIL.test(message.text()) && message.location().url === url + (failing ?? ''))) complaints.push(`${page.url()}: ${message.text()}`);
        });
      });
      const page = await context.newPage();
      if (options.javaScriptEnabled !== false) goWhenAlive(page);
      return page;
    });
    for (const close of leave) await close();
    expect(complaints, 'what pages complained of in the console').toEqual([]);
  },
});
