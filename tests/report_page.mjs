/*
 * Opens a report in a real browser and looks at what a person would meet:
 * errors, requests to elsewhere, accessibility in light and dark, the keyboard
 * alone, narrow screens, paper.
 *
 *     node report_page.mjs PAGE.html... [SCREENSHOT.png]
 *
 * A page is the report or one of its documents; the picture is of the first.
 *
 * Prints TAP. The modules of tests/page/package.json are looked for in the
 * folder that PAGE_MODULES names, else in tests/page. Without them, or
 * without a browser, everything is skipped with a word.
 */
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const pages = process.argv.slice(2).filter((name) => name.endsWith('.html'));
const screenshot = process.argv.slice(2).find((name) => name.endsWith('.png'));

function skipAll(why) {
	console.log(`1..0 # SKIP ${why}`);
	process.exit(0);
}

/* The modules may be absent: a machine without npm still runs all other tests. */
function modules() {
	const from = process.env.PAGE_MODULES ? pathToFileURL(resolve(process.env.PAGE_MODULES) + '/') :
		new URL('page/', import.meta.url);
	const require = createRequire(from);

	try {
		return { chromium: require('playwright-core').chromium, axe: require('axe-core') };
	} catch {
		return skipAll('playwright-core and axe-core are not installed');
	}
}

if (pages.length === 0 || !pages.every(existsSync))
	skipAll(`no page to open: ${pages.find((name) => !existsSync(name)) ?? 'no file was named'}`);
if (!existsSync(browserPath))
	skipAll(`no browser at ${browserPath}`);

const { chromium, axe } = modules();
let count = 0, failed = 0;

function checkOne(name, holds, detail = '') {
	count++;
	failed += holds ? 0 : 1;
	console.log(`${holds ? 'ok' : 'not ok'} ${count} - ${name}`);
	if (!holds && detail)
		console.log(String(detail).split('\n').map((line) => `# ${line}`).join('\n'));
}

/* The flags keep the browser from asking anybody on the network for anything. */
const browser = await chromium.launch({
	executablePath: browserPath,
	args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/* What has the focus, once the page is drawn: its name, and whether a person sees that it has it. */
async function focused() {
	await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
	const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
	const middle = document.elementFromPoint(box.left + Math.min(box.width, innerWidth) / 2, box.top + Math.min(box.height, 20) / 2);

	return { name: `${at.localName} ${at.id || at.getAttribute('aria-label') || at.textContent.slice(0, 40)}`,
		ends: at === document.body, isSkip: at.classList.contains('skip'), folds: at.localName === 'summary',
		isShown: parseFloat(style.outlineWidth) >= 2 || style.outlineStyle === 'auto',
		isInView: box.bottom > 0 && box.top < innerHeight && at.contains(middle) };
}

/* With the keyboard alone: all can be reached and seen, devices fold and unfold, regions scroll. */
async function walk(page, check) {
	const steps = [];

	await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); getSelection().removeAllRanges(); });
	await page.mouse.click(2, 2);
	for (;;) {
		await page.keyboard.press('Tab');
		const step = await page.evaluate(focused);
		if (step.ends || steps.length > 400)
			break;
		steps.push(step);
	}
	check('the first step of the keyboard skips to the content', steps[0]?.isSkip, JSON.stringify(steps[0]));
	const lost = steps.filter((step) => !step.isShown || !step.isInView);
	check('the keyboard\'s place is always seen', lost.length === 0, lost.slice(0, 5).map((step) => JSON.stringify(step)).join('\n'));
	const wanted = await page.locator('a[href], summary, [tabindex="0"]').count();
	check('the keyboard reaches everything', steps.length === wanted, `${steps.length} of ${wanted}`);
	const summary = page.locator('summary').first();
	if (await summary.count() > 0) {
		const open = () => page.evaluate(() => document.querySelector('details').open);
		const before = await open();
		await summary.focus();
		await page.keyboard.press('Enter');
		check('the keyboard folds and unfolds', await open() !== before);
		await page.keyboard.press('Enter');
	}
}

async function look(report) {
	const name = basename(report, '.html');
	const check = (what, ...rest) => checkOne(`${name}: ${what}`, ...rest);
	const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
	const errors = [], requests = [];

	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type()))
			errors.push(message.text());
	});
	page.on('pageerror', (error) => errors.push(String(error)));
	page.on('request', (request) => requests.push(request.url()));
	await page.goto(pathToFileURL(resolve(report)).href);

	check('the console stays silent', errors.length === 0, errors.join('\n'));
	check('nothing is fetched but the page', requests.length === 1, requests.join('\n'));
	check('it has a title and a language', await page.evaluate(
		() => document.title.length > 0 && ['en', 'nl'].includes(document.documentElement.lang)));
	check('it holds no script', await page.locator('script').count() === 0);
	if (await page.locator('.letter').count() === 0)
		check('four numbers come first', await page.locator('.numbers .count').count() === 4);

	/* A browser unfolds a device when one of its links is followed. */
	const link = page.locator('#devices ~ .wide tbody a').first();
	if (await link.count() > 0) {
		const target = await link.getAttribute('href');
		await link.click();
		check('a link into a device unfolds it', await page.locator(target).isVisible());
	}

	/* Devices are all built alike: of a big estate the first twenty stand for the rest, unfolded. */
	await page.evaluate(() => {
		for (const rows of [document.querySelectorAll('details'), document.querySelectorAll('.wide tbody tr')])
			[...rows].forEach((row, place) => place < 20 ? row.toggleAttribute('open', row.tagName === 'DETAILS') : row.remove());
	});
	await page.evaluate(axe.source);
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ colorScheme });
		const { violations } = await page.evaluate(() => window.axe.run(document,
			{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
		check(`axe finds nothing, ${colorScheme}`, violations.length === 0, violations.map((violation) =>
			`${violation.id}: ${violation.help}\n  ${violation.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join('\n  ')}`)
			.join('\n'));
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await walk(page, check);

	await page.setViewportSize({ width: 320, height: 800 });
	const wide = await page.evaluate(() => document.documentElement.scrollWidth);
	check('it fits a screen of 320 pixels', wide <= 320, `it is ${wide} wide`);
	await page.setViewportSize({ width: 1200, height: 900 });

	await page.evaluate(() => document.querySelectorAll('details').forEach((device) => { device.open = false; }));
	const pdf = await page.pdf({ format: 'A4', printBackground: true });
	check('it prints', pdf.subarray(0, 5).toString() === '%PDF-' && pdf.length > 10000, `${pdf.length} bytes`);
	await page.emulateMedia({ media: 'print' });
	const inside = page.locator('details > .inside').first();
	if (await inside.count() > 0)
		check('paper shows what the screen folds', (await inside.boundingBox())?.height > 40);
	await page.emulateMedia({ media: 'screen' });

	if (screenshot && report === pages[0])
		await page.screenshot({ path: screenshot });
	await page.close();
}

try {
	for (const report of pages)
		await look(report);
} finally {
	await browser.close();
}
console.log(`1..${count}`);
process.exit(failed ? 1 : 0);
