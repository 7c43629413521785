// Who may come in, in which language, and what they then see.
import { createHmac } from 'node:crypto';

/** The code of RFC 6238 that an authenticator shows now. */
function codeOf(secret) {
	const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter)
		.toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac('sha1', key).update(counter).digest();
	const at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export const stories = {
	'a second factor is set up by a QR code or its key, and then asked for': async (tools) => {
		const page = await tools.as('chihuy', '/me');
		await page.getByRole('button', { name: 'Bắt đầu' }).click();
		await page.getByRole('img', { name: 'Mã QR của khóa xác thực' }).waitFor();
		const secret = (await page.locator('code').innerText()).replace(/\s/g, '');
		await tools.accessible(page, 'a second factor');
		await tools.shot(page, 'second-factor');
		await page.getByLabel('Mã xác thực thứ hai').fill('000 000');
		await page.getByRole('button', { name: 'Bật', exact: true }).click();
		await page.locator('.field .error').waitFor();
		await page.getByLabel('Mã xác thực thứ hai').fill(codeOf(secret));
		await page.getByRole('button', { name: 'Bật', exact: true }).click();
		await page.getByText('Đã bật xác thực hai bước.').waitFor();
	},
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
