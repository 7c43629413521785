// Walks the browser stories of stories/*.mjs against the real program with the demo data.
// Usage: run.mjs [--shots FOLDER] [PART-OF-NAME...]   The last line is "N passed, N failed".
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDemonstration, startProgram } from './program.mjs';
import { Check, toolsOf } from './tools.mjs';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const LONGEST = 180_000;
const WORKERS = 2;
const here = new URL('.', import.meta.url).pathname;
const args = process.argv.slice(2);
const shotsAt = args.indexOf('--shots');
const shots = shotsAt >= 0 ? args.splice(shotsAt, 2)[1] : null;
if (shots) mkdirSync(shots, { recursive: true });

let passed = 0, failed = 0;

async function walkStory(file, title, walk, program, browser) {
	const foreign = [];
	const opened = [];
	const started = Date.now();
	const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
	let timer;
	try {
		await Promise.race([walk(toolsOf(program, browser, foreign, shots, opened)),
			new Promise((_, reject) => {
				timer = setTimeout(() => reject(new Check('the story took too long')), LONGEST);
			})]);
		if (foreign.length > 0) throw new Check(foreign.slice(0, 5).join('; '));
		console.log(`ok   ${file}: ${title} (${seconds()})`);
		passed++;
	} catch (reason) {
		console.log(`FAIL ${file}: ${title} (${seconds()})\n     ${reason.stack ?? reason}`);
		for (const context of opened)
			for (const page of context.pages())
				console.log(`     ${page.url()}: ${await page.locator('main').innerText(
					{ timeout: 2000 }).then((text) => text.replace(/\s+/g, ' ').slice(0, 900),
					() => '(no page)')}`);
		if (shots) for (const context of opened)
			for (const [at, page] of context.pages().entries())
				await page.screenshot({ path: join(shots, `FAIL-${file}-${failed}-${at}.png`),
					timeout: 5000 }).catch(() => undefined);
		failed++;
	}
	clearTimeout(timer);
	for (const context of opened) await context.close();
}

// The longest first, so that no worker is left with it at the end.
const LONG = ['conduct.mjs', 'screens.mjs', 'forms.mjs', 'clerk.mjs', 'outage.mjs'];
const rank = (file) => LONG.includes(file) ? LONG.indexOf(file) : LONG.length;
const waiting = readdirSync(join(here, 'stories')).sort()
	.filter((file) => file.endsWith('.mjs') &&
		(args.length === 0 || args.some((part) => file.includes(part))))
	.sort((a, b) => rank(a) - rank(b));

/** Takes file after file; each has a program and data of its own. */
async function work() {
	for (let file = waiting.shift(); file; file = waiting.shift()) {
		const { stories } = await import(join(here, 'stories', file));
		const program = await startProgram(demonstration, file);
		for (const [title, walk] of Object.entries(stories))
			await walkStory(file, title, walk, program, browser);
		await program.stop();
	}
}

const folder = mkdtempSync(join(tmpdir(), 'dientap-stories-'));
const demonstration = prepareDemonstration(folder);
// A machine without a locale would save no file under a Vietnamese name.
const browser = await chromium.launch({
	env: { ...process.env, LC_ALL: 'C.UTF-8' },
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'] });
try {
	await Promise.all(Array.from({ length: Math.min(WORKERS, availableParallelism()) }, work));
} finally {
	await browser.close();
	rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
