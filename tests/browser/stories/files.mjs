// Files that hang on records: sent, listed with their label, saved again, taken away.
import { readFileSync } from 'node:fs';

const picture = (name, size) => ({ name, mimeType: 'image/jpeg',
	buffer: Buffer.from(Array.from({ length: size }, (_, at) => (at * 31) & 255)) });

async function attach(page, file) {
	await page.getByLabel('Đính kèm tệp', { exact: true }).setInputFiles(file);
	await page.getByRole('button', { name: 'Tải lên' }).click();
	await page.getByText(`Đã đính kèm “${file.name}”.`).waitFor();
}

export const stories = {
	'a proof is attached to a task, saved again byte for byte, and taken away': async (tools) => {
		const page = await tools.as('thuky', '/lessons/tasks');
		await page.getByRole('row').nth(1).getByRole('link').first().click();
		await page.getByRole('link', { name: 'Tệp đính kèm' }).click();
		await page.getByText('Chưa có tệp nào.').waitFor();
		// Larger than two pieces of the store, so that they must be put together again.
		const proof = picture('Biên bản nghiệm thu – Ea Na.jpg', 600_000);
		await attach(page, proof);
		const row = page.getByRole('row').filter({ hasText: proof.name });
		tools.check(/585,9 kB/.test(await row.innerText()), `the size: ${await row.innerText()}`);
		const saving = page.waitForEvent('download');
		await row.getByRole('link', { name: `Tải về: ${proof.name}` }).click();
		const saved = await saving;
		tools.check(saved.suggestedFilename() === proof.name, saved.suggestedFilename());
		tools.check(readFileSync(await saved.path()).equals(proof.buffer), 'other bytes came back');
		await tools.accessible(page, 'files of a task');
		await tools.shot(page, 'files');
		await row.getByRole('button', { name: /Gỡ tệp/ }).click();
		const asked = page.getByRole('dialog', { name: 'Gỡ tệp' });
		await asked.getByText(proof.name).waitFor();
		await asked.getByRole('button', { name: 'Gỡ tệp' }).click();
		await page.getByText('Chưa có tệp nào.').waitFor();
	},
	'a file has the label of what it hangs on, and every kind of page has its files':
	async (tools) => {
		const page = await tools.as('thuky', '/lessons/plans');
		const [plan] = (await tools.api(page, 'plans')).items;
		await tools.visit(page, `/records/plans/${plan.id}/files`);
		await attach(page, picture('ke-hoach-a2.jpg', 1000));
		await page.getByRole('row').filter({ hasText: 'ke-hoach-a2.jpg' })
			.getByText('Lưu hành nội bộ').waitFor();
		for (const [plural, address] of [['exercises', '/exercises'],
			['findings', '/lessons/findings']]) {
			const [record] = (await tools.api(page, plural)).items;
			await tools.visit(page, `${address}/${record.id}/files`);
			await attach(page, picture('anh.jpg', 10));
			await page.getByRole('row').filter({ hasText: 'anh.jpg' }).waitFor();
		}
	},
	'what cannot be sent is said beside the field, and nothing is sent': async (tools) => {
		const page = await tools.as('thuky');
		const address = `/programmes/${await tools.term(page)}/files`;
		await tools.visit(page, address);
		await page.getByLabel('Đính kèm tệp', { exact: true }).setInputFiles(picture('trong.jpg', 0));
		await page.getByText('Tệp rỗng, không có gì để tải lên.').waitFor();
		tools.check(await page.getByRole('button', { name: 'Tải lên' }).isDisabled(),
			'an empty file may be sent');
		const reader = await tools.as('lanhdao', address);
		await reader.getByText('Chưa có tệp nào.').waitFor();
		tools.check(await reader.getByRole('button', { name: 'Tải lên' }).count() === 0,
			'a reader is offered to send');
	},
};
