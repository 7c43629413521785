// The administrator's rooms, the history of records, units in time, the manual.
export const stories = {
	'people, grants, the journal, a backup, the proof of the journal': async (tools) => {
		const page = await tools.as('quantri', '/admin');
		await page.getByRole('link', { name: 'Tài khoản thử: thư ký' }).waitFor();
		await page.getByRole('link', { name: 'Phân quyền' }).click();
		await page.getByRole('button', { name: 'Thêm: Phân quyền' }).click();
		await page.getByRole('combobox', { name: 'Tài khoản', exact: true }).fill('lanhdao');
		await page.getByRole('option', { name: /lãnh đạo theo dõi/ }).click();
		await page.getByRole('combobox', { name: 'Vai trò', exact: true }).fill('thu ky');
		await page.getByRole('option', { name: /Thư ký/ }).click();
		await page.getByRole('textbox', { name: 'Lý do', exact: true }).fill('Thay thư ký nghỉ phép');
		await page.getByRole('button', { name: 'Lưu', exact: true }).click();
		await page.getByText('Đã lưu.').waitFor();
		await page.getByRole('link', { name: 'Nhật ký', exact: true }).click();
		await page.getByRole('row').nth(3).waitFor();
		await page.getByRole('combobox', { name: 'Loại bản ghi', exact: true }).selectOption('grant');
		await page.getByRole('row').filter({ hasText: 'Tài khoản thử: quản trị' }).first().waitFor();
		await page.getByRole('button', { name: 'Kiểm tra toàn vẹn' }).click();
		await page.getByText(/Toàn vẹn: đã kiểm tra \d+ mục/).waitFor();
		await page.getByRole('link', { name: 'Sao lưu' }).click();
		await page.getByRole('button', { name: 'Tạo bản sao lưu ngay' }).click();
		await page.getByText('Đã tạo và kiểm tra bản sao lưu.').waitFor();
		await page.getByText(/story\.db\.backup-/).waitFor();
	},
	'a role is granted within one exercise for a time, and ended': async (tools) => {
		const page = await tools.as('quantri', '/admin');
		await page.getByRole('link', { name: 'Tài khoản thử: lãnh đạo theo dõi' }).click();
		await page.getByRole('row').filter({ hasText: 'Huyện Krông Ana' }).waitFor();
		await page.getByRole('button', { name: 'Thêm: Phân quyền' }).click();
		await page.getByRole('combobox', { name: 'Vai trò', exact: true }).fill('danh gia');
		await page.getByRole('option', { name: /Đánh giá viên/ }).click();
		await page.getByRole('combobox', { name: 'Trong phạm vi' }).selectOption('exercise');
		await page.getByRole('button', { name: 'Lưu', exact: true }).click();
		await page.getByText('Hãy chọn; để trống thì quyền sẽ không có phạm vi.').waitFor();
		await page.getByRole('combobox', { name: 'Cuộc diễn tập nào' }).fill('ea na');
		await page.getByRole('option', { name: /Ea Na/ }).click();
		await page.getByLabel('Từ ngày', { exact: true }).fill('01/01/2024');
		await page.getByLabel('Đến trước ngày', { exact: true }).fill('01/01/2099');
		await page.getByRole('button', { name: 'Lưu', exact: true }).click();
		const line = page.getByRole('row').filter({ hasText: 'Cuộc diễn tập:' });
		await line.getByText('Đang có hiệu lực').waitFor();
		const said = await line.innerText();
		tools.check(/Ea Na/.test(said) && /01\/01\/2024/.test(said) && /01\/01\/2099/.test(said), said);
		await tools.accessible(page, 'grants of an account');
		await tools.shot(page, 'account-grants');
		await line.getByRole('button', { name: 'Kết thúc hôm nay' }).click();
		await line.getByText('Đã hết').waitFor();
	},
	'the units of a day, and what became of them': async (tools) => {
		const page = await tools.as('lanhdao', '/units');
		await page.getByLabel('Tính đến ngày', { exact: true }).fill('01/06/2025');
		await page.keyboard.press('Tab');
		const district = page.getByRole('button', { name: /Đơn vị dưới .*Krông Ana/ });
		await district.click();
		await page.getByRole('link', { name: 'Xã Quảng Điền' }).waitFor();
		await page.getByLabel('Tính đến ngày', { exact: true }).fill('01/08/2025');
		await page.keyboard.press('Tab');
		await page.getByRole('link', { name: 'Xã Krông Ana' }).waitFor();
		tools.check(await page.getByRole('link', { name: /Huyện Krông Ana/ }).count() === 0,
			'no districts after 1 July 2025');
		await page.getByRole('link', { name: 'Xã Krông Ana' }).click();
		await page.getByRole('link', { name: 'Xã Quảng Điền' }).waitFor();
		await page.getByText('Được hình thành từ').waitFor();
	},
	'the history of a record says who changed what and when': async (tools) => {
		const page = await tools.as('thuky', '/lessons/plans');
		await page.getByRole('row').getByRole('link').first().click();
		await page.getByText('Sửa bản ghi').click();
		await page.getByLabel('Phiên bản').fill('2025/2');
		await page.getByRole('button', { name: 'Lưu', exact: true }).click();
		await page.getByText('Đã lưu.').waitFor();
		await page.getByRole('link', { name: 'Lịch sử' }).click();
		// To have read an internal record is an entry of its own, and newer.
		const newest = page.locator('main ol > li').filter({ hasText: '2025/2' }).first();
		await newest.waitFor();
		const said = await newest.innerText();
		tools.check(/thư ký/.test(said) && /Phiên bản/.test(said) && /\d\d\/\d\d\/20\d\d/.test(said),
			said);
	},
	'the manual opens in both languages': async (tools) => {
		const page = await tools.open();
		await page.goto(`${tools.base}/help`);
		tools.check(page.url().endsWith('/help/vi/start'), page.url());
		await page.getByRole('heading', { level: 1 }).waitFor();
		const links = await page.locator('a[href*="/help/"]').evaluateAll((all) =>
			[...new Set(all.map((each) => each.href.split('#')[0]))]);
		tools.check(links.length >= 10, `${links.length} pages are linked`);
		for (const link of [...links, ...links.map((each) => each.replace('/vi/', '/en/'))])
			tools.check((await page.goto(link)).status() === 200, `no page ${link}`);
		await tools.accessible(page, 'manual');
		const english = await tools.open({ locale: 'en-GB' });
		await english.goto(`${tools.base}/help`);
		tools.check(english.url().endsWith('/help/en/start'), english.url());
	},
};
