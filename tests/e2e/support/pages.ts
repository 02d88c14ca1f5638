import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';

export type View = { scheme: 'light' | 'dark'; width: number };

const every: View[] = (['light', 'dark'] as const).flatMap((scheme) => [360, 768, 1280].map((width) => ({ scheme, width })));

/** The widths and appearances in which every page is looked at: each of them once, since width changes the layout and appearance the colours; where pictures are kept, all six. */
export const views: View[] = process.env.INTERLINK_SCREENSHOTS ? every : every.filter(({ scheme, width }) => (scheme === 'dark') === (width === 1280));

/** Expects of each page that axe finds nothing and that nothing scrolls sideways; keeps pictures where INTERLINK_SCREENSHOTS says. */
export async function expectEveryPageToFit(page: Page, url: string, { scheme, width }: View, pages: [name: string, path: string][]): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  for (const [name, path] of pages) {
    await page.goto(url + path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    if (process.env.INTERLINK_SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.INTERLINK_SCREENSHOTS}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(overflow, `${path} scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(0);
  }
}
