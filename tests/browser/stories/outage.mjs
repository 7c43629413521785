// When something is out: the server, the disk, the six connections of a browser.
async function editing(tools, login = 'thuky') {
	const page = await tools.as(login, '/lessons');
	const [finding] = (await tools.api(page, 'findings')).items;
	await tools.visit(page, `/lessons/findings/${finding.id}`);
	await page.getByText('Sửa bản ghi').click();
	await page.getByLabel('Căn cứ đối chiếu').waitFor();
	return page;
}
const save = (page) => page.getByRole('button', { name: 'Lưu', exact: true }).click();

export const stories = {
	'seven tabs work at once': async (tools) => {
		const first = await tools.as('thuky', '/programmes');
		const id = await tools.term(first);
		const tabs = [first];
		for (let n = 1; n < 7; n++) tabs.push(await first.context().newPage());
		await Promise.all(tabs.map((tab) => tab.goto(`${tools.base}/programmes/${id}`)));
		for (const tab of tabs)
			await tab.locator('.summary').getByRole('button', { name: '8/8' }).waitFor();
		await tabs[6].getByRole('link', { name: 'Thông tin chung' }).click();
		await tabs[6].getByText('Sửa bản ghi').click();
		await tabs[6].getByRole('textbox', { name: 'Nhiệm kỳ', exact: true }).fill('2021-2025 (bảy thẻ)');
		await save(tabs[6]);
		await tabs[6].getByText('Đã lưu.').waitFor();
		await tabs[0].getByRole('link', { name: 'Thông tin chung' }).click();
		await tabs[0].getByText('2021-2025 (bảy thẻ)').waitFor();
	},
	'a full disk is said aloud, and the text stays': async (tools) => {
		const page = await editing(tools);
		const faults = await tools.api(page, 'describe/faults');
		const full = JSON.stringify(faults).match(/[^"]*[Ổổ] đĩa[^"]*/)?.[0]
			?? 'Ổ đĩa đầy.';
		await page.route('**/api/v1/findings/*', (route) => route.request().method() === 'PATCH'
			? route.fulfill({ status: 503, contentType: 'application/problem+json',
				body: JSON.stringify({ type: 'urn:dientap:problem:disk_full', title: full,
					status: 503 }) })
			: route.fallback());
		await page.getByLabel('Căn cứ đối chiếu').fill('chữ phải còn');
		await save(page);
		await page.getByRole('alert').filter({ hasText: full }).first().waitFor();
		// The server itself is well: it is asked again, and the notice goes by itself.
		await page.getByText('Chỉ xem được, chưa ghi được.').waitFor();
		await tools.accessible(page, 'a server that cannot write');
		await tools.shot(page, 'disk-full');
		tools.check(await page.getByLabel('Căn cứ đối chiếu').inputValue() === 'chữ phải còn',
			'the text is gone');
		await page.unroute('**/api/v1/findings/*');
		await page.getByText('Chỉ xem được, chưa ghi được.').waitFor({ state: 'detached' });
		await save(page);
		await page.getByText('Đã lưu.').waitFor();
	},
	'the server stops in the middle of an edit: said, kept, saved later': async (tools) => {
		const page = await editing(tools);
		await page.getByText('Đã kết nối').waitFor();
		await page.getByLabel('Nguồn').fill('viết khi mất mạng');
		await tools.program.stop();
		await page.getByText(/Mất kết nối 00:\d\d/).waitFor({ timeout: 20_000 });
		await save(page);
		await page.getByRole('alert').filter({ hasText: 'Không liên lạc được với máy chủ' })
			.first().waitFor();
		tools.check(await page.getByLabel('Nguồn').inputValue() === 'viết khi mất mạng',
			'the text is gone');
		await tools.program.start();
		// Sessions end with the server: one signs in again, over the work that stays open.
		await page.getByText(/Phiên làm việc đã hết/).waitFor({ timeout: 30_000 });
		await tools.accessible(page, 'signing in again');
		await page.getByLabel('Tên đăng nhập').fill('thuky');
		await page.getByLabel('Mật khẩu').fill(tools.program.password);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await page.getByText('Đã kết nối').waitFor({ timeout: 20_000 });
		tools.check(await page.getByLabel('Nguồn').inputValue() === 'viết khi mất mạng',
			'the text is gone after the return');
		await save(page);
		await page.getByText('Đã lưu.').waitFor();
	},
};
