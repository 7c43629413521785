// Two people at once: changes arrive by themselves, nothing typed is lost, and a clash is asked.
const findings = async (tools, page) => (await tools.api(page, 'findings')).items;

async function openFinding(tools, login) {
	const page = await tools.as(login, '/lessons');
	const [finding] = await findings(tools, page);
	await tools.visit(page, `/lessons/findings/${finding.id}`);
	await page.getByText('Sửa bản ghi').click();
	await page.getByLabel('Căn cứ đối chiếu').waitFor();
	return page;
}
const save = (page) => page.getByRole('button', { name: 'Lưu', exact: true }).click();

export const stories = {
	'a change here appears there at once, without touching what is typed there': async (tools) => {
		const an = await openFinding(tools, 'thuky');
		const binh = await openFinding(tools, 'thuky');
		await binh.getByLabel('Nguồn').fill('đang gõ dở');
		await an.getByLabel('Căn cứ đối chiếu').fill('Mục 3 kế hoạch A');
		await save(an);
		await an.getByText('Đã lưu.').waitFor();
		await binh.locator('dd').filter({ hasText: 'Mục 3 kế hoạch A' }).waitFor({ timeout: 5000 });
		tools.check(await binh.getByLabel('Căn cứ đối chiếu').inputValue() === 'Mục 3 kế hoạch A',
			'a field that nobody touched here follows');
		tools.check(await binh.getByLabel('Nguồn').inputValue() === 'đang gõ dở',
			'what is typed here stays');
		await save(binh);
		await binh.getByText('Đã lưu.').waitFor();
		await an.locator('dd').filter({ hasText: 'đang gõ dở' }).waitFor({ timeout: 5000 });
	},
	'both change one field: the later one is asked, and chooses': async (tools) => {
		const an = await openFinding(tools, 'thuky');
		const binh = await openFinding(tools, 'thuky');
		await an.getByLabel('Căn cứ đối chiếu').fill('bản của An');
		await binh.getByLabel('Căn cứ đối chiếu').fill('bản của Bình');
		await save(an);
		await an.getByText('Đã lưu.').waitFor();
		await binh.getByText(/Người khác vừa sửa/).waitFor({ timeout: 5000 });
		tools.check(await binh.getByLabel('Căn cứ đối chiếu').inputValue() === 'bản của Bình',
			'an event overwrote typed text');
		await save(binh);
		const dialog = binh.getByRole('dialog', { name: 'Hai người cùng sửa' });
		await dialog.getByText('bản của An').waitFor();
		tools.check(/Của bạn:\s*bản của Bình/.test(await dialog.innerText()) &&
			/Của họ:\s*bản của An/.test(await dialog.innerText()), await dialog.innerText());
		await tools.accessible(binh, 'two versions');
		await tools.shot(binh, 'merge');
		await dialog.getByLabel(/Của họ/).check();
		await dialog.getByRole('button', { name: 'Lưu lựa chọn' }).click();
		await binh.getByText('Đã lưu.').waitFor();
		tools.check((await findings(tools, binh))[0].reference === 'bản của An', 'theirs was kept');
	},
	'the term table follows an exercise changed elsewhere': async (tools) => {
		const reader = await tools.as('lanhdao', '/programmes');
		await tools.visit(reader, `/programmes/${await tools.term(reader)}`);
		await reader.locator('.summary').getByRole('button', { name: '8/8' }).waitFor();
		const clerk = await tools.as('thuky', '/exercises');
		const [exercise] = (await tools.api(clerk, 'exercises')).items;
		await tools.visit(clerk, `/exercises/${exercise.id}/details`);
		await clerk.getByText('Sửa bản ghi').click();
		await clerk.getByLabel('Năm', { exact: true }).fill('2023');
		await save(clerk);
		await clerk.getByText('Đã lưu.').waitFor();
		const row = reader.getByRole('row').filter({ hasText: 'Buôn Trấp' });
		await row.locator('td[data-label="2023"]').getByText('Hoàn thành').waitFor({ timeout: 8000 });
	},
};
