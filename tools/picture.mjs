/*
 * Takes a picture of a page for the README. usage: node picture.mjs PAGE.html PICTURE.png [SELECTOR [HEIGHT]]
 *
 * From the top of the page, or of the first element that SELECTOR names, 920 pixels wide and HEIGHT (760) high. The
 * browser's module is looked for where the tests of the page have it: tools/page_modules.sh puts it there.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(new URL('../tests/page/', import.meta.url))('playwright-core');
const [from, to, selector, height = '760'] = process.argv.slice(2);
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

try {
	const page = await browser.newPage({ viewport: { width: 920, height: Number(height) } });

	await page.goto(pathToFileURL(resolve(from)).href);
	if (selector)
		await page.locator(selector).first().evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top - 8));
	await page.screenshot({ path: to });
} finally {
	await browser.close();
}
