// The term table of Krông Ana: units by years, totals, and the rows behind each number.
const totals = (page) => page.locator('.summary');

export const stories = {
	'8 of 8 units, 3 excellent, 5 good, and the statement on safety': async (tools) => {
		const page = await tools.as('thuky', '/programmes');
		await page.getByRole('link', { name: /huyện Krông Ana/ }).first().click();
		await totals(page).getByRole('button', { name: '8/8' }).waitFor();
		await totals(page).getByRole('button', { name: '3' }).waitFor();
		const said = (await totals(page).innerText()).replace(/\s+/g, ' ');
		tools.check(/Đã diễn tập 8\/8 = 100 %/.test(said), said);
		tools.check(/3 hoàn thành xuất sắc/.test(said) && /5 hoàn thành tốt/.test(said), said);
		tools.check(/Bảo đảm an toàn tuyệt đối/.test(said), said);
		const excellent = page.getByRole('row').filter({ hasText: 'Hoàn thành xuất sắc' });
		const names = (await excellent.allInnerTexts()).join(' ');
		tools.check(await excellent.count() === 3 &&
			['Ea Na', 'Ea Bông', 'Bình Hòa'].every((name) => names.includes(name)), names);
		tools.check(await page.getByRole('row').filter({ hasText: 'Hoàn thành tốt' }).count() === 5,
			'five rows are good');
		await page.getByRole('columnheader', { name: '2021' }).waitFor();
		await page.getByRole('columnheader', { name: 'Chưa rõ năm' }).waitFor();
		await tools.shot(page, 'term');
	},
	'a click on a figure opens the rows behind it': async (tools) => {
		const page = await tools.as('lanhdao', '/programmes');
		await tools.visit(page, `/programmes/${await tools.term(page)}`);
		await totals(page).getByRole('button', { name: '8/8' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('link', { name: 'Xã Ea Na' }).waitFor();
		tools.check(await dialog.getByRole('listitem').count() === 8, 'eight units');
		await page.keyboard.press('Escape');
		await dialog.waitFor({ state: 'detached' });
		await totals(page).getByRole('button', { name: '3' }).click();
		await page.getByRole('dialog').getByRole('link').nth(2).waitFor();
		tools.check(await page.getByRole('dialog').getByRole('link').count() === 3, 'three results');
		await page.getByRole('dialog').getByRole('link').first().click();
		await page.getByText('Hoàn thành xuất sắc').first().waitFor();
	},
	'by the structure of today: the rule is chosen and said, grades are never merged':
	async (tools) => {
		const page = await tools.as('thuky', '/programmes');
		await tools.visit(page, `/programmes/${await tools.term(page)}`);
		await page.getByLabel('Cơ cấu đơn vị').selectOption('as_is');
		await page.getByText('Quy tắc áp dụng:').waitFor();
		const krongAna = page.getByRole('row').filter({ hasText: 'Xã Krông Ana' });
		await krongAna.waitFor();
		tools.check(await page.getByRole('row').count() === 4, 'three communes and a heading');
		const from = await krongAna.innerText();
		tools.check(/Thị trấn Buôn Trấp: hoàn thành tốt/.test(from) &&
			/Xã Bình Hòa: hoàn thành xuất sắc/.test(from), from);
		const rule = () => page.locator('.rule').innerText();
		tools.check(/ít nhất một|một trong/.test(await rule()), await rule());
		await page.getByLabel('Quy tắc kế thừa').selectOption('all');
		await page.getByText(/mọi đơn vị trước nó đều đã diễn tập/).waitFor();
		tools.check(/3\/3/.test(await page.locator('.summary').innerText()), 'three of three');
		await page.reload();
		await page.getByText(/mọi đơn vị trước nó đều đã diễn tập/).waitFor();
		await tools.shot(page, 'term-today');
	},
	'the printed table holds every row and the totals, without the controls': async (tools) => {
		const page = await tools.as('thuky', '/programmes');
		await tools.visit(page, `/programmes/${await tools.term(page)}`);
		await totals(page).getByRole('button', { name: '8/8' }).waitFor();
		const text = await tools.printed(page);
		for (const name of ['Buôn Trấp', 'Dray Sáp', 'Ea Na', 'Ea Bông', 'Băng A Drênh', 'Dur KMăl',
			'Bình Hòa', 'Quảng Điền', '8/8', '100 %', 'Hoàn thành xuất sắc'])
			tools.check(text.includes(name), `not on paper: ${name}`);
		tools.check(!text.includes('Đăng xuất') && !text.includes('Cơ cấu đơn vị'),
			'controls are on paper');
	},
};
