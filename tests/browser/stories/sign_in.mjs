// Who may come in, in which language, and what they then see.
export const stories = {
	'a wrong password is refused with a message and nothing is shown': async (tools) => {
		const page = await tools.open();
		await page.goto(tools.base);
		await page.getByLabel('Tên đăng nhập').fill('thuky');
		await page.getByLabel('Mật khẩu').fill('khong-dung-mat-khau');
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		const said = await page.getByRole('alert').innerText();
		tools.check(/Tên đăng nhập hoặc mật khẩu/.test(said), `said: ${said}`);
		tools.check(await page.getByRole('navigation').count() === 0, 'the sections are shown');
		tools.check(await page.getByLabel('Tên đăng nhập').inputValue() === 'thuky',
			'what was typed is kept');
		await tools.accessible(page, 'sign-in with a message');
	},
	'the right password opens the work, signing out closes it': async (tools) => {
		const page = await tools.open();
		await tools.signIn(page, 'thuky');
		await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
		tools.check((await page.title()).startsWith('Việc của tôi'), 'title of the page');
		await page.getByRole('button', { name: 'Đăng xuất' }).click();
		await page.getByLabel('Mật khẩu').waitFor();
		await page.goto(`${tools.base}/programmes`);
		await page.getByLabel('Mật khẩu').waitFor();
	},
	'the language is switched at once, and remembered': async (tools) => {
		const page = await tools.as('thuky', '/programmes');
		await page.getByRole('button', { name: 'English' }).click();
		await page.getByRole('heading', { level: 1, name: 'Terms' }).waitFor();
		await page.getByRole('columnheader', { name: /State|Status/ }).waitFor();
		tools.check(await page.getAttribute('html', 'lang') === 'en', 'the page says it is English');
		await page.reload();
		await page.getByRole('heading', { level: 1, name: 'Terms' }).waitFor();
		tools.check(!/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/i.test(
			await page.getByRole('navigation').first().innerText()), 'sections are in English');
		await page.getByRole('button', { name: 'Tiếng Việt' }).click();
		await page.getByRole('heading', { level: 1, name: 'Nhiệm kỳ' }).waitFor();
	},
	'a reader sees no button for what they may not do': async (tools) => {
		const reader = await tools.as('lanhdao', '/programmes');
		await reader.getByRole('link', { name: /Krông Ana/ }).first().waitFor();
		tools.check(await reader.getByRole('button', { name: /^Thêm/ }).count() === 0,
			'a reader is offered to add');
		await reader.getByRole('link', { name: /Krông Ana/ }).first().click();
		await reader.getByRole('link', { name: 'Thông tin chung' }).click();
		await reader.getByText('Ghi chú nguồn').or(reader.locator('dl')).first().waitFor();
		tools.check(await reader.getByText('Sửa bản ghi').count() === 0,
			'a reader is offered to change');
		tools.check(await reader.getByRole('link', { name: 'Nhập kết quả từ tệp' }).count() === 0,
			'a reader is offered to import');
		const clerk = await tools.as('thuky', '/programmes');
		await clerk.getByRole('button', { name: 'Thêm: Nhiệm kỳ' }).waitFor();
	},
};
