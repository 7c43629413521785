// A clerk writes up a district from nothing: units, term, results, one exercise with its
// structure, its grade, what was found, what must be done, what changes in a plan.
const UNITS = `code,name,level,parent_code,valid_from,valid_to
66,Tỉnh Đắk Lắk,province,,,
701,Huyện Hồ Sen,district,66,,01/07/2025
70101,Xã Bờ Sông,commune,701,,01/07/2025
70102,Xã Đồng Sen,commune,701,,01/07/2025
`;
const BROKEN = UNITS.replace('70102,Xã Đồng Sen,commune,701,,01/07/2025',
	'70102,Xã Đồng Sen,commune,701,,31/02/2025');
const RESULTS = `Mã đơn vị,Năm,Loại diễn tập,Đề mục,Xếp loại
70101,2023,commune,Xã Bờ Sông chiến đấu trong khu vực phòng thủ,hoàn thành tốt
`;
const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const save = (place) => place.getByRole('button', { name: 'Lưu', exact: true }).click();

async function pick(page, place, label, text, option) {
	await place.getByRole('combobox', { name: label, exact: true }).fill(text);
	await place.getByRole('option', { name: option }).first().click();
}
/** By its plain number of the unit, since a unit may bear the same name as another. */
const unitOf = async (tools, page, code) => (await tools.api(page, 'units?limit=500')).items
	.find((each) => each.code === code);

async function importFile(page, kind, file) {
	if (kind) await page.getByLabel('Loại dữ liệu').selectOption(kind);
	await page.getByLabel('Tệp CSV, JSON hoặc Excel (.xlsx)').setInputFiles(file);
	await page.getByRole('button', { name: 'Chạy thử' }).click();
}

export const stories = {
	'units are tried first, the wrong row is named, nothing is half-written': async (tools) => {
		const page = await tools.as('thuky', '/import');
		await importFile(page, 'units', csv('don-vi.csv', BROKEN));
		await page.getByText('Kết quả chạy thử (chưa ghi)').waitFor();
		const wrong = page.getByRole('row').filter({ hasText: 'Lỗi' });
		tools.check(/^5\b/.test((await wrong.first().innerText()).trim()),
			`the row: ${await wrong.first().innerText()}`);
		tools.check(await page.getByRole('button', { name: 'Ghi vào cơ sở dữ liệu' }).isDisabled(),
			'a broken file may be written');
		await tools.shot(page, 'import');
		await importFile(page, null, csv('don-vi.csv', UNITS));
		await page.getByRole('button', { name: 'Ghi vào cơ sở dữ liệu' }).click();
		await page.getByText('Kết quả ghi').waitFor();
		tools.check((await unitOf(tools, page, '70102')).name === 'Xã Đồng Sen', 'the unit is there');
	},
	'a term is made, its units and results are entered, its table counts them':
	async (tools) => {
		const page = await tools.as('thuky', '/programmes');
		await page.getByRole('button', { name: 'Thêm: Nhiệm kỳ' }).click();
		await page.getByRole('textbox', { name: 'Tên', exact: true }).fill('Diễn tập huyện Hồ Sen');
		await page.getByLabel('Mã', { exact: true }).fill('ho-sen-2021-2025');
		await page.getByRole('textbox', { name: 'Nhiệm kỳ', exact: true }).fill('2021-2025');
		await page.getByLabel('Năm đầu').fill('2021');
		await page.getByLabel('Năm cuối').fill('2025');
		await page.getByLabel('Theo cơ cấu ngày', { exact: true }).fill('30/06/2025');
		await pick(page, page, 'Đơn vị ban hành', 'ho sen', 'Huyện Hồ Sen');
		await save(page);
		await page.getByRole('heading', { level: 1, name: 'Diễn tập huyện Hồ Sen' }).waitFor();
		const address = page.url();
		await page.getByRole('link', { name: 'Chỉ tiêu' }).click();
		await page.getByRole('button', { name: 'Thêm: Chỉ tiêu' }).click();
		await pick(page, page, 'Loại diễn tập', 'cap xa', /chiến đấu cấp xã/);
		await page.getByRole('combobox', { name: 'Quy tắc', exact: true }).selectOption('each_unit');
		await page.getByLabel('Số lần, số cuộc').fill('1');
		await save(page);
		await page.getByText('Đã lưu.').waitFor();
		await page.getByRole('link', { name: 'Đơn vị của nhiệm kỳ' }).click();
		for (const name of ['Xã Bờ Sông', 'Xã Đồng Sen']) {
			await page.getByRole('button', { name: 'Thêm: Đơn vị của nhiệm kỳ' }).click();
			await pick(page, page, 'Đơn vị', name, name);
			await save(page);
			await page.getByRole('row').filter({ hasText: name }).waitFor();
		}
		await page.getByRole('link', { name: 'Nhập kết quả từ tệp' }).click();
		await importFile(page, null, csv('ket-qua.csv', RESULTS));
		await page.getByText('Kết quả chạy thử (chưa ghi)').waitFor();
		await page.getByRole('button', { name: 'Ghi vào cơ sở dữ liệu' }).click();
		await page.getByText('Kết quả ghi').waitFor();
		await page.goto(address);
		await page.locator('.summary').getByText('1/2').waitFor();
		await page.getByRole('row').filter({ hasText: 'Xã Bờ Sông' })
			.getByText('Hoàn thành tốt · tạm tính').waitFor();
		await page.getByRole('list', { name: 'Chú giải' }).getByText(/chưa được xác nhận/).waitFor();
		await tools.shot(page, 'clerk-term');
	},
	'an exercise with its structure is entered and graded': async (tools) => {
		const page = await tools.as('thuky', '/exercises');
		await page.getByRole('button', { name: 'Thêm: Cuộc diễn tập' }).click();
		await page.getByLabel('Đề mục').fill('Xã Đồng Sen chiến đấu trong khu vực phòng thủ');
		await pick(page, page, 'Loại diễn tập', 'cap xa', /chiến đấu cấp xã/);
		await pick(page, page, 'Đơn vị tổ chức', 'dong sen', 'Xã Đồng Sen');
		await page.getByLabel('Ngày bắt đầu', { exact: true }).fill('12/09/2024');
		await save(page);
		await page.getByRole('heading', { level: 1, name: /Đồng Sen chiến đấu/ }).waitFor();
		for (const [kind, field, name] of [
			['Giai đoạn', 'Tên giai đoạn', 'Chuyển lực lượng vào trạng thái sẵn sàng'],
			['Vấn đề huấn luyện', 'Tên vấn đề huấn luyện', 'Xử trí tình huống về an ninh'],
			['Nội dung', 'Tên nội dung', 'Họp cấp ủy']]) {
			await page.getByRole('button', { name: `Thêm: ${kind}` }).click();
			const dialog = page.getByRole('dialog');
			await dialog.getByLabel(field).fill(name);
			await save(dialog);
			await dialog.waitFor({ state: 'detached' });
			await page.getByRole('link', { name }).waitFor();
		}
		await page.getByText(/1 giai đoạn · 1 vấn đề huấn luyện · 1 nội dung/).waitFor();
		// The step stays in its place, and says what it waits for.
		await page.getByRole('button', { name: 'Trình duyệt' }).click();
		const waits = page.getByRole('dialog', { name: 'Trình duyệt' });
		await waits.getByText('Chưa thực hiện được bước này, vì:').waitFor();
		tools.check(/mục đích|mục tiêu/i.test(await waits.innerText()), await waits.innerText());
		await waits.getByRole('button', { name: 'Đóng' }).last().click();
		await page.getByRole('link', { name: 'Kết quả, xếp loại' }).click();
		await page.getByRole('button', { name: 'Thêm: Kết quả xếp loại' }).click();
		await pick(page, page, 'Đơn vị', 'dong sen', 'Xã Đồng Sen');
		await pick(page, page, 'Xếp loại', 'tot', 'Hoàn thành tốt');
		await save(page);
		await page.getByText('Đã lưu.').waitFor();
		await page.getByRole('row').filter({ hasText: 'Hoàn thành tốt' })
			.getByText('Tạm tính').waitFor();
	},
	'a finding, its task and the change of a plan are recorded': async (tools) => {
		const page = await tools.as('thuky', '/lessons');
		await page.getByRole('button', { name: 'Thêm: Ưu điểm, tồn tại' }).click();
		await pick(page, page, 'Nhiệm kỳ', 'krong ana', /Krông Ana/);
		await page.getByRole('combobox', { name: 'Loại', exact: true }).selectOption('shortcoming');
		await page.getByRole('textbox', { name: 'Nội dung', exact: true })
			.fill('Thông tin liên lạc với tổ đội ngoài thực địa còn chậm');
		await page.getByRole('combobox', { name: 'Nguyên nhân', exact: true }).selectOption('subjective');
		await save(page);
		await page.getByRole('link', { name: /Thông tin liên lạc/ }).click();
		// The list of lessons has a tab of the same name as the page of the finding.
		await page.getByRole('heading', { level: 1, name: /Thông tin liên lạc/ }).waitFor();
		await page.getByRole('link', { name: 'Nhiệm vụ khắc phục' }).click();
		await page.getByRole('button', { name: 'Thêm: Nhiệm vụ khắc phục' }).click();
		await page.getByRole('textbox', { name: 'Nhiệm vụ', exact: true }).fill('Lập lại sơ đồ liên lạc');
		await page.getByLabel('Hạn', { exact: true }).fill('01/03/2026');
		await save(page);
		await page.getByRole('row').filter({ hasText: 'Lập lại sơ đồ liên lạc' })
			.getByText('01/03/2026').waitFor();
		await page.getByRole('link', { name: 'Lần sửa kế hoạch' }).click();
		await page.getByRole('button', { name: 'Thêm: Lần sửa kế hoạch' }).click();
		await pick(page, page, 'Kế hoạch', 'a2', /A2/);
		await page.getByLabel('Phiên bản sau').fill('2026');
		await page.getByLabel('Ngày phê duyệt', { exact: true }).fill('15/01/2026');
		await page.getByLabel('Nội dung sửa đổi').fill('Bổ sung sơ đồ liên lạc');
		await save(page);
		await page.getByRole('row').filter({ hasText: '15/01/2026' }).waitFor();
		await tools.visit(page, '/lessons/tasks');
		const first = page.getByRole('row').nth(1);
		tools.check(/Lập lại sơ đồ liên lạc/.test(await first.innerText()),
			'what is overdue stands first');
	},
};
