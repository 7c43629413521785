// Every screen: reachable by keys, readable by everyone, on a desk, at 200 % and on a phone.
const SCREENS = [
	['/', 'my work'], ['/programmes', 'terms'], ['/programmes/:programme', 'term table'],
	['/programmes/:programme?structure=as_is', 'term table of today'],
	['/programmes/:programme/details', 'term'], ['/programmes/:programme/history', 'history'],
	['/exercises', 'exercises'], ['/exercises/:exercise', 'structure of an exercise'],
	['/exercises/:exercise/results', 'results'], ['/exercises/:exercise/incidents', 'incidents'],
	['/lessons', 'findings'], ['/lessons/tasks', 'tasks'], ['/lessons/plans', 'plans'],
	['/reports/:programme', 'report'], ['/units', 'units'], ['/units/:unit', 'unit'],
	['/import', 'import'], ['/admin', 'administration'], ['/me', 'own account'],
];
const ADMIN = [['/admin/accounts', 'accounts'], ['/admin/grants', 'grants'],
	['/admin/journal', 'journal'], ['/admin/backup', 'backup']];

async function addresses(tools, page) {
	const first = async (plural) => (await tools.api(page, plural)).items[0].id;
	const ids = { ':programme': await tools.term(page), ':exercise': await first('exercises'),
		':unit': await first('units') };
	return (path) => path.replace(/:\w+/, (name) => ids[name]);
}

/** Nothing reaches beyond the side of the page, where it could only be read by scrolling. */
async function fits(tools, page, what) {
	const over = await page.evaluate(() => document.documentElement.scrollWidth -
		document.documentElement.clientWidth);
	tools.check(over <= 1, `${what} is ${over} px too wide`);
}

async function walk(tools, options, look, screens = SCREENS, login = 'thuky') {
	const page = await tools.as(login, '/', options);
	const address = await addresses(tools, page);
	const wrong = [];
	for (const [path, what] of screens) {
		await tools.visit(page, address(path));
		await look(page, what).catch((reason) => wrong.push(reason.message));
	}
	tools.check(wrong.length === 0, wrong.join('\n     '));
}

export const stories = {
	'every screen is accessible in the light': async (tools) => {
		await walk(tools, { colorScheme: 'light' }, async (page, what) => {
			await tools.accessible(page, what);
			await fits(tools, page, what);
		});
	},
	'every screen is accessible in the dark': async (tools) => {
		await walk(tools, { colorScheme: 'dark', locale: 'en-GB' }, (page, what) =>
			tools.accessible(page, `${what}, dark`));
	},
	'every screen is whole and accessible at 200 %': async (tools) => {
		await walk(tools, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
			async (page, what) => {
				await tools.accessible(page, `${what} at 200 %`);
				await fits(tools, page, `${what} at 200 %`);
			});
	},
	'every screen fits a phone': async (tools) => {
		await walk(tools, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
			async (page, what) => {
				await tools.shot(page, `phone-${what.replaceAll(' ', '-')}`);
				await fits(tools, page, `${what} on a phone`);
				tools.check(await page.getByRole('navigation',
					{ name: 'Các phần', exact: true }).isVisible(),
					`${what}: the sections are at the bottom`);
			});
	},
	'the administration is accessible': async (tools) => {
		await walk(tools, {}, async (page, what) => {
			await tools.accessible(page, what);
			await fits(tools, page, what);
			await tools.shot(page, `admin-${what}`);
		}, ADMIN, 'quantri');
	},
	'a change is taken back with Ctrl+Z, by a change of its own': async (tools) => {
		const page = await tools.as('thuky');
		const [finding] = (await tools.api(page, 'findings')).items;
		await tools.visit(page, `/lessons/findings/${finding.id}`);
		await page.getByText('Sửa bản ghi').click();
		await page.getByLabel('Nguồn').fill('viết nhầm');
		await page.getByRole('button', { name: 'Lưu', exact: true }).click();
		await page.getByText('Đã lưu.').waitFor();
		await page.getByRole('heading', { level: 1 }).click();
		await page.keyboard.press('Control+z');
		await page.getByText('Đã hoàn tác').waitFor();
		const now = await tools.api(page, `findings/${finding.id}`);
		tools.check((now.source ?? null) === (finding.source ?? null) &&
			now.version === finding.version + 2, JSON.stringify(now));
	},
	'the keyboard reaches everything': async (tools) => {
		const page = await tools.as('thuky', '/');
		for (const [key, name] of [['n', 'Nhiệm kỳ'], ['d', 'Cuộc diễn tập'], ['t', 'Tồn tại'],
			['b', 'Báo cáo'], ['u', 'Đơn vị'], ['q', 'Quản trị'], ['v', 'Việc của tôi']]) {
			await page.keyboard.press('g');
			await page.keyboard.press(key);
			await page.getByRole('heading', { level: 1, name }).first().waitFor();
		}
		await page.keyboard.press('Control+k');
		const list = page.getByRole('dialog', { name: 'Lệnh và tìm kiếm' });
		await list.getByRole('searchbox').fill('tai khoan cua');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: 'Tài khoản của tôi' }).waitFor();
		await page.keyboard.press('/');
		await page.getByRole('dialog', { name: 'Tìm kiếm' }).waitFor();
		await page.keyboard.press('Escape');
		await page.keyboard.press('?');
		await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
		await page.keyboard.press('Escape');
		await page.getByRole('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('Tab');
		const style = await page.evaluate(() => {
			const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
			return `${outlineStyle} ${outlineWidth}`;
		});
		tools.check(style === 'solid 3px', `the focus is not seen: ${style}`);
		await tools.visit(page, '/programmes');
		await page.getByRole('row').getByRole('link', { name: /Krông Ana/ }).first().focus();
		await page.keyboard.press('Enter');
		await page.locator('.summary').waitFor();
	},
	'each screen has keys of its own, and its help names them': async (tools) => {
		const page = await tools.as('thuky', '/exercises');
		await page.getByRole('heading', { level: 1, name: 'Cuộc diễn tập' }).click();
		await page.keyboard.press('f');
		await page.keyboard.type('mua lu n 1');
		tools.check(await page.evaluate(() => document.activeElement.value) === 'mua lu n 1',
			'what is typed is no key');
		await page.getByRole('heading', { level: 1 }).click();
		await page.keyboard.press('n');
		await page.getByLabel('Đề mục').waitFor();
		const [exercise] = (await tools.api(page, 'exercises')).items;
		await tools.visit(page, `/exercises/${exercise.id}`);
		await page.keyboard.press('?');
		const help = page.getByRole('dialog', { name: 'Phím tắt' });
		const second = (await help.getByRole('row').filter({ hasText: /^2/ }).innerText())
			.replace(/^2\s*/, '');
		await page.keyboard.press('Escape');
		await help.waitFor({ state: 'detached' });
		await page.keyboard.press('2');
		await page.locator('main nav [aria-current=page]').getByText(second).waitFor();
		await page.keyboard.press('1');
		await page.waitForURL(/exercises\/[^/]+/);
	},
};
