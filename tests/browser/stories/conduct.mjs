// A civil-defence exercise as it is run: five browsers at once (the director and four cells,
// one of them on a telephone), and the smaller deeds around it.
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const SOON = { timeout: 8000 };

const floodOf = async (tools, page) => (await tools.api(page, 'exercises?limit=50')).items
	.find((each) => /mưa lũ/.test(each.theme));

/** Makes the run on the screen, as the secretary does. */
async function makeRun(tools, name) {
	const clerk = await tools.as('thuky', '/runs');
	const flood = await floodOf(tools, clerk);
	await clerk.getByRole('button', { name: 'Tạo lần chạy từ kịch bản' }).click();
	await clerk.getByRole('button', { name: 'Tạo lần chạy', exact: true }).click();
	// What is missing is said at its field.
	await clerk.locator('.field', { hasText: 'Cuộc diễn tập' }).locator('.error').waitFor();
	await clerk.getByLabel('Cuộc diễn tập').selectOption(flood.id);
	await clerk.getByLabel('Tên lần chạy').fill(name);
	await clerk.getByRole('button', { name: 'Tạo lần chạy', exact: true }).click();
	await clerk.getByRole('heading', { level: 1, name }).waitFor();
	await tools.accessible(clerk, 'a new run');
	return new URL(clerk.url()).pathname;
}
const order = async (page, name, fill = async () => undefined) => {
	await page.getByRole('button', { name, exact: true }).first().click();
	const dialog = page.getByRole('dialog');
	await fill(dialog);
	await dialog.getByRole('button', { name, exact: true }).click();
	await dialog.waitFor({ state: 'detached' });
};
const reason = (text) => (dialog) => dialog.getByLabel('Lý do').fill(text);
const jump = (page, to) => order(page, 'Nhảy thời gian',
	(dialog) => dialog.getByLabel('Nhảy tới giờ').fill(to));
const row = (page, list, title) => page.getByRole('list', { name: list })
	.getByRole('listitem').filter({ hasText: title });
/** Opens the inject's row and takes the act in it. */
async function onInject(page, list, title, act, fill) {
	const there = row(page, list, title);
	await there.getByRole('button', { name: title }).click();
	await there.getByRole('button', { name: act, exact: true }).click();
	const dialog = page.getByRole('dialog');
	if (fill) await fill(dialog);
	await dialog.getByRole('button', { name: act, exact: true }).click();
	await dialog.waitFor({ state: 'detached' });
}
const inbox = (page) => page.getByRole('list', { name: 'Tin nhận' });
const arrives = (page, title) => inbox(page).getByText(title).first().waitFor(SOON);
const isGone = async (tools, page, title) => tools.check(
	await inbox(page).getByText(title).count() === 0, `${title} must not be there`);

/** Starts a run by the interface of programs, where the start is not the story. */
async function started(tools, name, minutes) {
	const clerk = await tools.as('thuky');
	const flood = await floodOf(tools, clerk);
	const post = async (path, data) => {
		const answer = await clerk.context().request.post(`${tools.base}/api/v1/${path}`,
			{ data, headers: { Origin: tools.base } });
		tools.check(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`);
		return answer.json();
	};
	const run = await post('runs', { exercise_id: flood.id, kind: 'rehearsal', name });
	await post(`runs/${run.id}/start`, { reason: 'test' });
	await post(`runs/${run.id}/jump`, { to: minutes * 60_000_000 });
	return { clerk, run, post, flood };
}

/** Nothing reaches beyond the side, where it could only be read by scrolling. */
async function fits(tools, page, what) {
	const over = await page.evaluate(() => document.documentElement.scrollWidth -
		document.documentElement.clientWidth);
	tools.check(over <= 1, `${what} is ${over} px too wide`);
}
const LOOKS = [['in the light', { colorScheme: 'light' }],
	['in the dark', { colorScheme: 'dark' }],
	['at 200 %', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
	['on a telephone', PHONE]];
/** Every screen of a run as each of those looks. */
async function look(tools, login, paths, [what, options]) {
	const page = await tools.as(login, '/me', options);
	for (const path of paths) {
		await tools.visit(page, path);
		await tools.accessible(page, `${path} ${what}`);
		await fits(tools, page, `${path} ${what}`);
		await tools.shot(page, `run-${login}-${path.split('/').pop()}-${what.replaceAll(' ', '-')}`);
	}
	await page.context().close();
}

export const stories = {
	'five browsers: start, receive, answer, reserve, delay, skip, stop, end, replay':
	async (tools) => {
		// The telephone waits before there is a run: the inbox opens by itself.
		const phone = await tools.as('tap.cuuho', '/', PHONE);
		await phone.getByText('Khi đạo diễn xếp bạn').waitFor();
		const address = await makeRun(tools, 'Luyện tập năm máy');
		await phone.getByRole('heading', { level: 1, name: 'Đội cứu hộ, cứu nạn' }).waitFor(SOON);
		const post = await tools.as('tap.sochihuy', '/inbox');
		const doctor = await tools.as('tap.yte', '/inbox');
		const radio = await tools.as('tap.thongtin', '/inbox');
		const director = await tools.as('daodien', address);
		for (const cell of [phone, post, doctor, radio])
			await cell.getByRole('button', { name: 'Báo đã sẵn sàng' }).click();
		await director.getByText('Còn 1 bộ phận chưa báo').waitFor(SOON);
		await director.getByRole('button', { name: /^Ghi vắng: Tổ đóng vai/ }).click();
		await director.getByText('Mọi bộ phận đã báo liên lạc').first().waitFor(SOON);
		await order(director, 'Bắt đầu');
		await director.getByRole('link', { name: 'Điều hành', exact: true }).last().click();
		await arrives(phone, 'Khai mạc (giờ T)');
		await isGone(tools, phone, 'Chỉ đạo của cấp trên');

		await jump(director, 'H+0:13');
		await arrives(post, 'Họp Ban Chỉ huy');
		const clock = await director.getByTestId('exercise-time').innerText();
		tools.check(/^H\+00:13:\d\d$/.test(clock), `the clock shows ${clock}`);
		await inbox(post).getByRole('button', { name: /Họp Ban Chỉ huy/ }).click();
		await post.getByRole('button', { name: 'Gửi trả lời' }).waitFor();
		await post.getByRole('button', { name: 'Đã nhận', exact: true }).click();
		await post.getByLabel('Trả lời, báo cáo').fill('Đã họp, giao việc cho bốn tổ.');
		await post.getByText('Kèm tệp, ảnh').click();
		await post.locator('input[type=file]').setInputFiles({ name: 'bien-ban.txt',
			mimeType: 'text/plain', buffer: Buffer.from('Biên bản họp') });
		await post.getByRole('button', { name: 'Gửi trả lời' }).click();
		await post.getByText('Đã trả lời lúc H+00:1').waitFor(SOON);
		const work = director.getByRole('region', { name: 'Sở chỉ huy thống nhất' });
		await work.getByText('Đã họp, giao việc cho bốn tổ.').waitFor(SOON);
		await work.getByRole('button', { name: /Họp Ban Chỉ huy/ }).click();
		await work.getByRole('link', { name: 'bien-ban.txt' }).waitFor(SOON);
		await tools.accessible(director, 'the board');
		await tools.accessible(post, 'an inbox');
		await tools.accessible(phone, 'an inbox on a telephone');
		await tools.shot(director, 'conduct-board');
		await tools.shot(phone, 'conduct-phone');

		await onInject(director, /Dự trữ/, 'Nhiều người đau bụng', 'Phát');
		await arrives(doctor, 'Nhiều người đau bụng');
		await onInject(director, 'Sắp phát', 'Lệnh tập trung lực lượng', 'Lùi giờ',
			(dialog) => dialog.getByLabel('Bao lâu').selectOption('10'));
		await row(director, 'Sắp phát', 'Lệnh tập trung lực lượng').getByText('H+00:35').waitFor(SOON);
		await onInject(director, 'Sắp phát', 'Lệnh chuẩn bị y tế', 'Bỏ qua',
			reason('Trạm y tế đã tự chuẩn bị'));
		await jump(director, 'H+0:31');
		await arrives(post, 'Thôn xin lực lượng kiểm tra đồi');
		await isGone(tools, phone, 'Lệnh tập trung lực lượng');
		await isGone(tools, doctor, 'Lệnh chuẩn bị y tế');

		await radio.getByRole('link', { name: /Trao đổi/ }).click();
		await radio.getByRole('textbox', { name: 'Nội dung' }).fill('Máy bộ đàm số 2 hỏng.');
		await radio.getByRole('button', { name: 'Gửi', exact: true }).click();
		await director.getByRole('link', { name: /^Trao đổi\s*1$/ }).click();
		await director.getByText('Máy bộ đàm số 2 hỏng.').waitFor(SOON);
		await director.getByRole('button', { name: 'Đã đọc' }).click();
		await radio.getByText(/đã đọc H\+00:3/).waitFor(SOON);

		await phone.getByRole('button', { name: /Dừng vì an toàn/ }).click();
		const stop = phone.getByRole('dialog');
		await stop.getByRole('button', { name: /Dừng vì an toàn/ }).click();
		await stop.getByText('Hãy ghi lý do.').waitFor();
		await stop.getByLabel(/Chuyện gì đã xảy ra/).fill('Một người trượt ngã thật');
		await stop.getByRole('button', { name: /Dừng vì an toàn/ }).click();
		for (const cell of [phone, post, doctor, radio])
			await cell.getByText(/tạm dừng\. Lý do: Một người trượt ngã thật/).waitFor(SOON);
		await director.getByText(/Đang tạm dừng\. Lý do: Một người/).waitFor(SOON);
		await tools.accessible(phone, 'a stop on a telephone');
		await order(director, 'Tiếp tục');
		await phone.getByText('Đang chạy').waitFor(SOON);
		await order(director, 'Kết thúc', reason('Đạt mục đích luyện tập'));
		await doctor.getByText('Diễn tập đã kết thúc').waitFor(SOON);

		await director.getByRole('link', { name: 'Xem lại, số liệu' }).click();
		await director.getByLabel('Xem lúc').fill('13');
		await director.getByRole('heading', { name: 'Các bộ phận lúc H+00:13' }).waitFor();
		await director.getByText(/Đã phát 5, còn chờ/).waitFor(SOON);
		await director.getByLabel('Xem lúc').fill('31');
		await director.getByText(/bỏ qua 1\./).waitFor(SOON);
		const times = director.getByRole('row').filter({ hasText: 'Sở chỉ huy thống nhất' });
		tools.check(/\d\d:\d\d/.test(await times.innerText()), 'response times are shown');
		await director.getByText('Số lần dừng vì an toàn: 1.').waitFor();
		await tools.accessible(director, 'the replay');
		await tools.shot(director, 'conduct-replay');
		const [file] = await Promise.all([director.waitForEvent('download'),
			director.getByRole('link', { name: /Tải bằng chứng/ }).click()]);
		tools.check(file.suggestedFilename() === 'evidence.zip', file.suggestedFilename());
	},
	'two controllers act on one inject: the later one is told': async (tools) => {
		const { clerk, run } = await started(tools, 'Hai người điều hành', 13);
		await tools.visit(clerk, `/runs/${run.id}/board`);
		const director = await tools.as('daodien', `/runs/${run.id}/board`);
		const title = 'Rò khí gas';
		// Both look at it; the one does not yet know what the other did.
		for (const page of [clerk, director])
			await row(page, /Dự trữ/, title).getByRole('button', { name: title }).click();
		await row(clerk, /Dự trữ/, title).getByRole('button', { name: 'Bỏ qua', exact: true }).click();
		await clerk.getByLabel('Lý do').fill('Không dùng đến');
		await row(director, /Dự trữ/, title).getByRole('button', { name: 'Phát', exact: true })
			.click();
		await director.getByRole('dialog').getByRole('button', { name: 'Phát', exact: true }).click();
		await director.getByText(/Đã phát: .*Rò khí gas/).first().waitFor(SOON);
		await clerk.getByRole('dialog').getByRole('button', { name: 'Bỏ qua', exact: true }).click();
		const told = clerk.getByRole('dialog', { name: 'Người khác đã làm trước' });
		await told.getByText(/Rò khí gas.*Đã phát.*Tài khoản thử: đạo diễn/).waitFor(SOON);
		await tools.accessible(clerk, 'told that somebody was first');
		await told.getByRole('button', { name: 'Đã rõ' }).click();
	},
	'a telephone without a link loses nothing, and sends when it is back': async (tools) => {
		const { run } = await started(tools, 'Mất mạng', 13);
		const phone = await tools.as('tap.sochihuy', '/inbox', PHONE);
		await arrives(phone, 'Chỉ đạo của cấp trên');
		await inbox(phone).getByRole('button', { name: /Chỉ đạo của cấp trên/ }).click();
		await phone.context().setOffline(true);
		await phone.getByRole('button', { name: 'Đang xử lý', exact: true }).click();
		await phone.getByLabel('Trả lời, báo cáo').fill('Trực 24/24 từ 7 giờ.');
		await phone.getByRole('button', { name: 'Gửi trả lời' }).click();
		await phone.getByText('2 việc chờ gửi').waitFor(SOON);
		await tools.shot(phone, 'conduct-offline');
		await phone.context().setOffline(false);
		await phone.getByText('việc chờ gửi').waitFor({ state: 'detached', timeout: 15_000 });
		const found = (await tools.api(phone, `run_recipients?run_id=${run.id}&limit=50`)).items
			.find((each) => each.title === 'Chỉ đạo của cấp trên');
		tools.check(found.state === 'answered' && found.answer === 'Trực 24/24 từ 7 giờ.',
			JSON.stringify(found));
	},
	'in English: an evaluator observes, a director locks the screen, the wall is shown':
	async (tools) => {
		const { run } = await started(tools, 'Rehearsal in English', 20);
		const evaluator = await tools.as('danhgia', '/sheet');
		await evaluator.getByRole('button', { name: 'English' }).click();
		await evaluator.getByRole('heading', { level: 1, name: 'Evaluation sheet' }).waitFor();
		await evaluator.getByLabel('Run').selectOption({ label: 'Rehearsal in English' });
		await evaluator.getByRole('button', { name: 'Record', exact: true }).click();
		await evaluator.getByText('Write what was seen.').waitFor();
		await evaluator.getByLabel('At which inject').selectOption({ index: 1 });
		await evaluator.getByLabel('Performed with some challenges').check();
		await evaluator.getByLabel('What was seen').fill('Tasks were given after three minutes.');
		await evaluator.getByRole('button', { name: 'Record', exact: true }).click();
		await evaluator.getByRole('listitem')
			.filter({ hasText: 'Tasks were given after three minutes.' })
			.getByText('Performed with some challenges').waitFor(SOON);
		await tools.accessible(evaluator, 'the evaluation sheet');
		await tools.shot(evaluator, 'conduct-sheet-english');

		const director = await tools.as('daodien', `/runs/${run.id}/board`);
		await director.getByRole('button', { name: 'English' }).click();
		await director.getByRole('heading', { name: 'Due next' }).waitFor();
		await director.getByText('Evaluation: Tasks were given').waitFor(SOON);
		await director.getByLabel('Write a line').fill('half written');
		await director.keyboard.press('Control+l');
		await director.getByText(/The screen is locked/).waitFor();
		tools.check(!await director.getByRole('heading', { name: 'Due next' }).isVisible(),
			'a locked screen shows the board');
		await tools.accessible(director, 'the locked screen');
		await director.getByLabel('Sign-in name').fill('daodien');
		await director.getByLabel('Password').fill(tools.program.password);
		await director.getByRole('button', { name: 'Sign in' }).click();
		await director.getByRole('heading', { name: 'Due next' }).waitFor();
		tools.check(await director.getByLabel('Write a line').inputValue() === 'half written',
			'what was typed stays behind the lock');

		await tools.visit(director, `/runs/${run.id}?wall=1`);
		await director.getByRole('table', { name: 'Due next' }).waitFor();
		tools.check(await director.getByRole('navigation').count() === 0 &&
			await director.getByRole('button').count() === 0, 'the wall has controls');
		await tools.accessible(director, 'the wall');
		await tools.shot(director, 'conduct-wall');
	},
	'the wall and the replay of a player betray nothing that is to come': async (tools) => {
		const { run } = await started(tools, 'Kín', 13);
		const player = await tools.as('tap.yte', `/runs/${run.id}?wall=1`);
		await player.getByTestId('exercise-time').waitFor();
		tools.check(await player.getByText('Sắp phát').count() === 0, 'the wall tells of what waits');
		await tools.visit(player, `/runs/${run.id}/replay`);
		await player.getByRole('heading', { name: /Các bộ phận lúc/ }).waitFor();
		await player.getByText('Khai mạc (giờ T)').first().waitFor(SOON);
		const text = await player.locator('main').innerText();
		tools.check(!/Chỉ đạo của cấp trên|còn chờ|bằng chứng/i.test(text), text);
	},
	'every screen of a run is accessible and whole: light, dark, 200 %, telephone':
	async (tools) => {
		const { run } = await started(tools, 'Mọi màn hình', 25);
		const parts = ['board', 'letters', 'decisions', 'prepare', 'safety', 'replay'];
		const paths = ['/runs', ...parts.map((part) => `/runs/${run.id}/${part}`), '/sheet'];
		for (const each of LOOKS) {
			await look(tools, 'daodien', paths, each);
			await look(tools, 'tap.sochihuy',
				['/inbox', '/inbox/letters', '/inbox/decisions'], each);
		}
	},
	'the keyboard conducts: open, ask, skip, write a line': async (tools) => {
		const { run } = await started(tools, 'Bàn phím', 13);
		const page = await tools.as('daodien', `/runs/${run.id}/board`);
		const first = row(page, 'Sắp phát', 'Soạn thông báo').getByRole('button').first();
		await first.focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Bỏ qua', exact: true }).waitFor();
		await page.keyboard.press('s');
		const dialog = page.getByRole('dialog', { name: /Bỏ qua/ });
		await dialog.getByLabel('Lý do').fill('Không cần nữa');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await dialog.waitFor({ state: 'detached' });
		await page.getByRole('listitem').filter({ hasText: 'Không cần nữa' }).waitFor(SOON);
		await page.getByRole('heading', { level: 1 }).click();
		await page.keyboard.press('l');
		await page.keyboard.type('Loa thôn 3 hỏng');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page.getByRole('listitem').filter({ hasText: 'Loa thôn 3 hỏng' }).waitFor(SOON);
	},
	'the server is started again in the middle: the clock goes on, nothing is lost or doubled':
	async (tools) => {
		const { run } = await started(tools, 'Khởi động lại', 13);
		const phone = await tools.as('tap.sochihuy', '/inbox', PHONE);
		await arrives(phone, 'Chỉ đạo của cấp trên');
		await inbox(phone).getByRole('button', { name: /Chỉ đạo của cấp trên/ }).click();
		await phone.getByLabel('Trả lời, báo cáo').fill('viết dở khi máy chủ dừng');
		const director = await tools.as('daodien', '/');
		await director.getByRole('region', { name: 'Lần chạy đang mở' })
			.getByRole('link', { name: 'Khởi động lại' }).click();
		await director.getByRole('heading', { name: 'Sắp phát' }).waitFor();
		await tools.program.stop();
		await phone.getByText(/Mất kết nối/).waitFor({ timeout: 20_000 });
		await phone.getByRole('button', { name: 'Gửi trả lời' }).click();
		await phone.getByText(/việc chờ gửi/).waitFor(SOON);
		await tools.program.start();
		// Sessions end with the server: one signs in again, over the work that stays open.
		for (const [page, login] of [[phone, 'tap.sochihuy'], [director, 'daodien']]) {
			await page.getByText(/Phiên làm việc đã hết/).waitFor({ timeout: 30_000 });
			await page.getByLabel('Tên đăng nhập').fill(login);
			await page.getByLabel('Mật khẩu').fill(tools.program.password);
			await page.getByRole('button', { name: 'Đăng nhập' }).click();
			await page.getByText('Đã kết nối').waitFor({ timeout: 20_000 });
		}
		await phone.getByText(/việc chờ gửi/).waitFor({ state: 'detached', timeout: 20_000 });
		await jump(director, 'H+0:23');
		await arrives(phone, 'Thôn xin lực lượng kiểm tra đồi');
		const found = (await tools.api(phone, `run_recipients?run_id=${run.id}&limit=50`)).items;
		tools.check(found.filter((each) => each.title === 'Thôn xin lực lượng kiểm tra đồi')
			.length === 1, 'an inject was doubled');
		tools.check(found.find((each) => each.title === 'Chỉ đạo của cấp trên').answer ===
			'viết dở khi máy chủ dừng', 'the answer was lost');
	},
};
