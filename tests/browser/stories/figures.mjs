// Numbers are written as people write them: points, percentages, đồng; never in the small units
// that are stored.  What is wrong is said beside the field, and nothing that was typed is lost.
async function pick(page, place, label, text, option) {
	await place.getByRole('combobox', { name: label, exact: true }).fill(text);
	await place.getByRole('option', { name: option }).first().click();
}
const save = (place) => place.getByRole('button', { name: 'Lưu', exact: true }).click();
const wrongAt = (page, label) => page.locator('.field', { has: page.getByLabel(label,
	{ exact: true }) }).locator('.error');

export const stories = {
	'the share of a year is a percentage': async (tools) => {
		const page = await tools.as('thuky');
		await tools.visit(page, `/programmes/${await tools.term(page)}/targets`);
		await page.getByRole('button', { name: 'Thêm: Chỉ tiêu' }).click();
		await pick(page, page, 'Loại diễn tập', 'cap xa', /chiến đấu cấp xã/);
		await page.getByRole('combobox', { name: 'Quy tắc', exact: true })
			.selectOption('share_per_year');
		const share = page.getByLabel('Tỷ lệ mỗi năm (%)', { exact: true });
		await share.fill('150 %');
		await save(page);
		await wrongAt(page, 'Tỷ lệ mỗi năm (%)').getByText('Phải từ 0,1 đến 100.').waitFor();
		await share.fill('một phần tư');
		await share.press('Enter');
		await wrongAt(page, 'Tỷ lệ mỗi năm (%)').getByText(/^▲ Phải là số/).waitFor();
		tools.check(await share.inputValue() === 'một phần tư', 'what was typed is gone');
		await share.fill('12,5 %');
		await save(page);
		await page.getByText('Đã lưu.').waitFor();
		const [target] = (await tools.api(page, 'targets?limit=500')).items
			.filter((each) => each.rule === 'share_per_year');
		tools.check(target.share === 125, `stored: ${target.share}`);
		await tools.visit(page, `/records/targets/${target.id}`);
		await page.locator('dd').getByText('12,5', { exact: true }).waitFor();
	},
	'money and points are read with their marks, and years are not': async (tools) => {
		const page = await tools.as('thuky');
		const [exercise] = (await tools.api(page, 'exercises')).items;
		await tools.visit(page, `/exercises/${exercise.id}/details`);
		await page.getByText('Sửa bản ghi').click();
		await page.getByLabel('Dự toán (đồng)').fill('1.250.000.000 đ');
		await page.getByLabel('Số buổi (nửa ngày)').fill('2,5');
		await page.getByLabel('Năm', { exact: true }).fill('202');
		await page.getByLabel('Ngày bắt đầu', { exact: true }).fill('31/02/2024');
		await page.getByLabel('Ngày bắt đầu', { exact: true }).press('Enter');
		await wrongAt(page, 'Số buổi (nửa ngày)').getByText(/Phải là số nguyên/).waitFor();
		await wrongAt(page, 'Năm').getByText('Phải từ 1945 đến 2200.').waitFor();
		await wrongAt(page, 'Ngày bắt đầu').getByText(/Không có ngày này/).waitFor();
		tools.check(await page.getByLabel('Ngày bắt đầu', { exact: true }).inputValue() ===
			'31/02/2024', 'the day that was typed is gone');
		await page.getByLabel('Số buổi (nửa ngày)').fill('5');
		await page.getByLabel('Năm', { exact: true }).fill('2024');
		await page.getByLabel('Ngày bắt đầu', { exact: true }).fill('28/02/2024');
		await save(page);
		await page.getByText('Đã lưu.').waitFor();
		const now = await tools.api(page, `exercises/${exercise.id}`);
		tools.check(now.cost_estimate === 1250000000 && now.half_days === 5 &&
			now.starts_on === '2024-02-28', JSON.stringify(now));
		await page.locator('dd').getByText('1.250.000.000 đ').waitFor();
	},
	'a score is written in points of ten': async (tools) => {
		const page = await tools.as('quantri', '/admin/score_sheets');
		await tools.visit(page, '/admin/grade_scales');
		await page.getByRole('row').nth(1).getByRole('link').first().click();
		await page.getByText('80', { exact: true }).waitFor();
		const clerk = await tools.as('danhgia');
		const [exercise] = (await tools.api(clerk, 'exercises')).items;
		await tools.visit(clerk, `/exercises/${exercise.id}/results`);
		await clerk.getByRole('button', { name: /^Thêm: Điểm$/ }).click();
		const value = clerk.getByLabel('Điểm (thang 10)', { exact: true });
		await value.fill('11');
		await value.blur();
		await wrongAt(clerk, 'Điểm (thang 10)').getByText('Phải từ 0 đến 10.').waitFor();
		await value.fill('8,5');
		await value.blur();
		tools.check(await value.inputValue() === '8,5', await value.inputValue());
	},
};
