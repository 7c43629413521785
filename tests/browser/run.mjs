// Walks the browser stories of stories/*.mjs against the real program with the demo data.
// Usage: run.mjs [--shots FOLDER] [PART-OF-NAME...]   The last line is "N passed, N failed".
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const { source: axeSource } = require('axe-core');

const PROGRAM = new URL('../../build/dientap', import.meta.url).pathname;
const here = new URL('.', import.meta.url).pathname;
const args = process.argv.slice(2);
const shotsAt = args.indexOf('--shots');
const shots = shotsAt >= 0 ? args.splice(shotsAt, 2)[1] : null;
if (shots) mkdirSync(shots, { recursive: true });

/** A program of its own for each story file: stories may change what they like. */
async function startProgram(folder) {
	const database = join(folder, 'story.db');
	execFileSync(PROGRAM, ['init', '--demo', 'krong-ana', '--database', database],
		{ stdio: ['ignore', 'ignore', 'inherit'] });
	const child = spawn(PROGRAM, ['serve', '--database', database, '--listen', '127.0.0.1:0',
		'--lang', 'en'], { stdio: ['ignore', 'pipe', 'pipe'] });
	const base = await new Promise((resolve, reject) => {
		let said = '';
		const hear = (bytes) => {
			said += bytes;
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
			if (found) resolve(found[0]);
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', () => reject(new Error(`the program ended: ${said}`)));
		setTimeout(() => reject(new Error(`no address within 10 s: ${said}`)), 10_000).unref();
	});
	return { base, database, child,
		stop: () => new Promise((resolve) => { child.once('exit', resolve); child.kill('SIGTERM'); }) };
}

export class Check extends Error {}

/** What a story is handed: pages, sign-in, looks and rules that hold everywhere. */
function toolsOf(program, browser, foreign) {
	const open = async (options = {}) => {
		const context = await browser.newContext({ locale: options.locale ?? 'vi-VN',
			viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
		const page = await context.newPage();
		page.setDefaultTimeout(10_000);
		page.on('request', (request) => {
			const url = request.url();
			if (!url.startsWith(program.base) && !/^(data|blob):/.test(url)) foreign.push(url);
		});
		page.on('pageerror', (error) => foreign.push(`page error: ${error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text()))
				foreign.push(`console: ${message.text()}`);
		});
		return page;
	};
	return {
		base: program.base, program, open,
		check(condition, what) {
			if (!condition) throw new Check(what);
		},
		async signIn(page, login, password = PASSWORD) {
			await page.goto(program.base);
			await page.getByLabel(/Tên đăng nhập|Sign-in name/).fill(login);
			await page.getByLabel(/Mật khẩu|Password/).fill(password);
			await page.getByRole('button', { name: /Đăng nhập|Sign in/ }).click();
			await page.getByRole('navigation').first().waitFor();
		},
		async shot(page, name) {
			if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
		},
		/** No accessibility violation on the page as it stands. */
		async accessible(page, what) {
			await page.evaluate(axeSource);
			const found = await page.evaluate(() => globalThis.axe.run(document,
				{ resultTypes: ['violations'] }));
			const lines = found.violations.map((each) => `${each.id}: ${each.help} ` +
				each.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', '));
			if (lines.length > 0) throw new Check(`axe on ${what}: ${lines.join('; ')}`);
		},
	};
}

export const PASSWORD = process.env.DIENTAP_DEMO_PASSWORD ?? demoPassword();

/** The demo's shared password, as the program itself tells it. */
function demoPassword() {
	const said = execFileSync(PROGRAM, ['init', '--help', '--lang', 'en'], { encoding: 'utf8' });
	return /demo password[^"“]*["“]([^"”]+)["”]/i.exec(said)?.[1] ?? '';
}

let passed = 0, failed = 0;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const file of readdirSync(join(here, 'stories')).filter((name) => name.endsWith('.mjs')).sort()) {
	if (args.length > 0 && !args.some((part) => file.includes(part))) continue;
	const { stories } = await import(join(here, 'stories', file));
	const folder = mkdtempSync(join(tmpdir(), 'dientap-story-'));
	const program = await startProgram(folder);
	for (const [title, walk] of Object.entries(stories)) {
		const foreign = [];
		const before = browser.contexts().length;
		try {
			await Promise.race([walk(toolsOf(program, browser, foreign)), new Promise((_, reject) =>
				setTimeout(() => reject(new Check('the story took over 90 s')), 90_000).unref())]);
			if (foreign.length > 0) throw new Check(foreign.slice(0, 5).join('; '));
			console.log(`ok   ${file}: ${title}`);
			passed++;
		} catch (reason) {
			console.log(`FAIL ${file}: ${title}\n     ${reason.message}`);
			if (shots) for (const context of browser.contexts().slice(before))
				for (const page of context.pages())
					await page.screenshot({ path: join(shots, `FAIL-${file}-${failed}.png`) }).catch(() => {});
			failed++;
		}
		for (const context of browser.contexts().slice(before)) await context.close();
	}
	await program.stop();
	rmSync(folder, { recursive: true, force: true });
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
