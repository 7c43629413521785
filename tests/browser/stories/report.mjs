// The term's report: on the screen, as files, on paper.
import { readFileSync } from 'node:fs';

async function openReport(tools, login = 'thuky') {
	const page = await tools.as(login, '/programmes');
	await tools.visit(page, `/programmes/${await tools.term(page)}`);
	await page.getByRole('link', { name: 'Báo cáo tổng kết' }).click();
	await page.getByText('BÁO CÁO', { exact: true }).first().waitFor();
	return page;
}

async function fetched(tools, page, button) {
	const [file] = await Promise.all([page.waitForEvent('download'),
		page.getByRole('button', { name: button }).click()]);
	return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

export const stories = {
	'the preview is the document, and its figures open the rows behind them': async (tools) => {
		const page = await openReport(tools);
		const paper = page.getByRole('region', { name: 'Bản xem trước khổ A4' });
		const text = (await paper.locator('.nd30').allInnerTexts()).join(' ').normalize('NFC');
		for (const part of ['CỘNG HÒA XÃ HỘI', 'Độc lập - Tự do - Hạnh phúc',
			'Ea Na', 'Nơi nhận'])
			tools.check(text.includes(part), `the document lacks ${part}`);
		const figure = paper.locator('[data-figure="units.done"]').first();
		tools.check(await figure.getAttribute('role') === 'button', 'the figure opens');
		await figure.click();
		await page.getByRole('dialog').getByRole('link', { name: 'Xã Ea Na' }).waitFor();
		await page.keyboard.press('Escape');
		await tools.shot(page, 'report');
	},
	'the Word and PDF files are what they say': async (tools) => {
		const page = await openReport(tools);
		const docx = await fetched(tools, page, 'Tải Word (.docx)');
		tools.check(docx.name.endsWith('.docx'), docx.name);
		tools.check(docx.bytes.subarray(0, 4).toString('hex') === '504b0304' &&
			docx.bytes.includes('word/document.xml'), 'not a Word file');
		const pdf = await fetched(tools, page, 'Tải PDF');
		tools.check(pdf.name.endsWith('.pdf'), pdf.name);
		tools.check(pdf.bytes.subarray(0, 5).toString() === '%PDF-' &&
			pdf.bytes.subarray(-1024).includes('%%EOF'), 'not a PDF file');
		const text = tools.textOf(pdf.bytes);
		tools.check(/Krông Ana/.test(text) && /8\/8|08\/08/.test(text), 'the PDF says the result');
		const json = await fetched(tools, page, 'Số liệu JSON');
		tools.check(JSON.parse(json.bytes.toString()).figures['units.done'] === 8, 'figures');
	},
	'the printed report is the document alone, on A4': async (tools) => {
		const page = await openReport(tools);
		const text = await tools.printed(page);
		for (const part of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Ea Bông', 'Nơi nhận'])
			tools.check(text.includes(part), `not on paper: ${part}`);
		tools.check(!text.includes('Đăng xuất') && !text.includes('Tải PDF'),
			'controls are on paper');
	},
	'the words of the report are written here and kept': async (tools) => {
		const page = await openReport(tools);
		const texts = page.getByRole('region', { name: 'Lời văn của báo cáo' });
		await texts.getByRole('button', { name: 'Lưu' }).waitFor();
		const field = texts.getByLabel(/Trích yếu|Tên loại|Nội dung trích yếu/).first();
		await field.fill('Tổng kết diễn tập nhiệm kỳ, bản sửa lời văn');
		await texts.getByRole('button', { name: 'Lưu' }).click();
		await page.getByText('Đã lưu.').waitFor();
		await page.getByRole('region', { name: 'Bản xem trước khổ A4' })
			.getByText('bản sửa lời văn').first().waitFor();
	},
	'a draft waits in the work of its office, one click away': async (tools) => {
		const page = await openReport(tools);
		const [draft] = (await tools.api(page, 'reports')).items;
		await tools.visit(page, '/');
		const row = page.getByRole('row').filter({ hasText: 'Báo cáo đang soạn' }).first();
		await row.getByRole('link').click();
		await page.getByRole('heading', { level: 1 }).waitFor();
		tools.check(page.url().endsWith(`/reports/texts/${draft.id}`), page.url());
		await page.getByText('BÁO CÁO', { exact: true }).first().waitFor();
	},
};
