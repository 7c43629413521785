// What a story is handed: pages, sign-in, looks, and the rules that hold on every page.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));
const { source: axeSource } = require('axe-core');

export class Check extends Error {}

/** The words of a PDF, with single spaces. */
function textOf(pdf) {
	return execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' })
		.normalize('NFC').replace(/\s+/g, ' ');
}

const WAIT = 15_000;

/** A refusal or a lost link is no mistake of the page. */
const EXPECTED =
	/status of (4\d\d|50[37])|ERR_CONNECTION|ERR_INTERNET|ERR_INCOMPLETE|ERR_EMPTY/;

/** Requests that leave the origin, and mistakes of the pages. A refusal is no mistake. */
function watch(page, program, foreign) {
	page.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(program.base) && !/^(data|blob):/.test(url)) foreign.push(url);
	});
	page.on('pageerror', (error) => foreign.push(`page error: ${error.message}`));
	page.on('console', (message) => {
		if (message.type() !== 'error') return;
		if (EXPECTED.test(message.text())) return;
		foreign.push(`console: ${message.text()}`);
	});
}

/** `opened` gathers the contexts of the story, which end with it. */
export function toolsOf(program, browser, foreign, shots, opened) {
	async function open(options = {}) {
		const context = await browser.newContext({ locale: 'vi-VN', acceptDownloads: true,
			viewport: { width: 1280, height: 900 }, ...options });
		opened.push(context);
		const page = await context.newPage();
		page.setDefaultTimeout(WAIT);
		page.context().on('page', (another) => watch(another, program, foreign));
		watch(page, program, foreign);
		return page;
	}
	/** Signs in by the screen, as a person does. */
	async function signIn(page, login, password = program.password) {
		await page.goto(program.base);
		await page.getByLabel(/Tên đăng nhập|Sign-in name/).fill(login);
		await page.getByLabel(/Mật khẩu|Password/).fill(password);
		await page.getByRole('button', { name: /^(Đăng nhập|Sign in)$/ }).click();
		await page.getByRole('navigation').first().waitFor();
	}
	/** A page of a signed-in person, where the signing in is not the story. */
	async function as(login, path = '/', options = {}) {
		const page = await open(options);
		const answer = await page.context().request.post(`${program.base}/api/v1/session`, {
			data: { login, password: program.password }, headers: { Origin: program.base } });
		if (!answer.ok()) throw new Check(`sign-in of ${login}: ${answer.status()}`);
		await visit(page, path);
		return page;
	}
	async function visit(page, path) {
		await page.goto(program.base + path);
		await page.locator('main h1, main .band').first().waitFor();
		await settled(page);
	}
	/** Nothing is being loaded any more. */
	async function settled(page) {
		await page.waitForFunction(() => !/Đang tải…|Loading…/.test(
			document.querySelector('main')?.innerText ?? '…'));
	}
	/** Answers of the server, for what a story compares the screen with. */
	async function api(page, path) {
		const answer = await page.context().request.get(`${program.base}/api/v1/${path}`);
		return answer.json();
	}
	return {
		base: program.base, program, open, signIn, as, visit, settled, api,
		check(condition, what) {
			if (!condition) throw new Check(what);
		},
		async term(page) {
			return (await api(page, 'programmes')).items
				.find((each) => each.code === 'krong-ana-2021-2025').id;
		},
		/** The text that stands on the paper. */
		async printed(page) {
			return textOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
		},
		textOf,
		async shot(page, name) {
			if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
		},
		/** No accessibility violation on the page as it stands. */
		async accessible(page, what) {
			await page.evaluate(axeSource);
			const found = await page.evaluate(() => globalThis.axe.run(document,
				{ resultTypes: ['violations'] }));
			const lines = found.violations.map((each) => `${each.id}: ${each.help} ` +
				each.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${
					node.any[0]?.message ?? ''}`).join(', '));
			if (lines.length > 0) throw new Check(`axe on ${what}: ${lines.join('; ')}`);
		},
	};
}
