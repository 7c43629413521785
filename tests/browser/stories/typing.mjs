// Vietnamese as it is really typed: composition, replacing keyboards, search without accents,
// dates with the day first.
async function newExercise(tools) {
	const page = await tools.as('thuky', '/exercises');
	await page.getByRole('button', { name: 'Thêm: Cuộc diễn tập' }).click();
	await page.getByLabel('Đề mục').waitFor();
	return page;
}

export const stories = {
	'a composed word arrives whole in text fields': async (tools) => {
		const page = await newExercise(tools);
		const device = await page.context().newCDPSession(page);
		for (const label of ['Đề mục', 'Ghi chú', 'Đơn vị tổ chức']) {
			const field = page.getByLabel(label).first();
			await field.click();
			for (const text of ['D', 'Đ', 'Đư', 'Đườ', 'Đườn'])
				await device.send('Input.imeSetComposition',
					{ text, selectionStart: text.length, selectionEnd: text.length });
			await device.send('Input.insertText', { text: 'Đường' });
			await page.keyboard.press('Space');
			await page.keyboard.insertText('Hòa');
			tools.check(await field.inputValue() === 'Đường Hòa',
				`${label}: ${await field.inputValue()}`);
		}
	},
	'a keyboard that replaces letters (Backspace, letter) loses nothing': async (tools) => {
		const page = await newExercise(tools);
		const field = page.getByLabel('Đề mục');
		await field.click();
		await page.keyboard.press('d');
		await page.keyboard.press('Backspace');
		await page.keyboard.insertText('đ');
		await page.keyboard.type('u');
		await page.keyboard.press('Backspace');
		await page.keyboard.insertText('ư');
		await page.keyboard.type('o');
		await page.keyboard.press('Backspace');
		await page.keyboard.insertText('ờ');
		await page.keyboard.type('ng g/?');
		tools.check(await field.inputValue() === 'đường g/?', await field.inputValue());
		tools.check(await page.getByRole('dialog').count() === 0, 'typing is no command');
	},
	'search finds without accents, in the units and everywhere': async (tools) => {
		const page = await tools.as('lanhdao', '/units');
		await page.getByLabel('Tìm đơn vị').pressSequentially('dak lak');
		await page.getByRole('link', { name: 'Tỉnh Đắk Lắk', exact: true }).waitFor();
		await page.getByLabel('Tìm đơn vị').fill('');
		await page.locator('main h1').click();
		await page.keyboard.press('/');
		await page.keyboard.type('buon trap');
		const dialog = page.getByRole('dialog', { name: 'Tìm kiếm' });
		await dialog.getByRole('link', { name: 'Thị trấn Buôn Trấp', exact: true }).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: /Buôn Trấp/ }).waitFor();
	},
	'the day stands first; a day that does not exist is refused': async (tools) => {
		const page = await newExercise(tools);
		const day = page.getByLabel('Ngày bắt đầu', { exact: true });
		await day.fill('31/02/2025');
		await page.keyboard.press('Tab');
		await page.getByText('Không có ngày này; hãy viết dd/mm/yyyy.').waitFor();
		tools.check(await day.inputValue() === '31/02/2025', 'what was typed is kept');
		await page.getByRole('button', { name: 'Lưu', exact: true }).click();
		tools.check(await page.evaluate(() => document.activeElement.value) === '31/02/2025',
			'saving leads to the wrong day');
		await day.fill('1/7/2025');
		await page.keyboard.press('Tab');
		tools.check(await day.inputValue() === '01/07/2025', await day.inputValue());
		await page.getByText('Không có ngày này').waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Mở lịch: Ngày kết thúc' }).click();
		await page.getByRole('dialog').getByRole('button', { name: /^15/ }).click();
		tools.check(/^15\/\d\d\/20\d\d$/.test(await page.getByLabel('Ngày kết thúc', { exact: true })
			.inputValue()), 'a day from the calendar');
	},
};
