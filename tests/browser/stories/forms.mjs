// Every form of every kind of record: empty, and with nonsense in it.  What is wrong is said
// at its field, in the reader's language; what was typed stays; nothing is written.
const SIDES = [['quantri', 'vi-VN'], ['daodien', 'vi-VN'], ['thuky', 'en-GB']];
const SAVE = /^(Lưu|Save)$/;
// What only an English text says; words of Vietnamese without marks are not among them.
const ENGLISH = /\b(the|must|required|missing|unknown|invalid|cannot|field|value|needs|is not)\b/i;
const VIETNAMESE = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậếềểễệốồổỗộ]/i;

async function openForm(tools, page, type) {
	await tools.visit(page, `/records/${type.plural}`);
	const add = page.locator('main').getByRole('button', { name: /^(Thêm|Add): / });
	await add.first().click();
	const form = page.locator('main form, dialog form').filter({
		has: page.getByRole('button', { name: SAVE }) }).first();
	await form.waitFor();
	return form;
}

/** Puts into every field that takes typing what no field of its kind takes. */
async function typeNonsense(form) {
	const fields = form.locator('input:not([type=checkbox]):not([role=combobox]), textarea');
	const typed = [];
	for (const field of await fields.all()) {
		if (!await field.isVisible() || !await field.isEditable()) continue;
		const kind = await field.evaluate((node) => node.inputMode || node.type || 'text');
		const text = /numeric|decimal/.test(kind) ? '12x'
			: await field.evaluate((node) => node.placeholder.includes('/')) ? '31/02/2025' : '';
		if (text === '') continue;
		await field.fill(text);
		typed.push([field, text]);
	}
	return typed;
}

const messages = (form) => form.evaluate((node) => [...node.querySelectorAll(
	'.error, [role=alert]')].map((each) => each.innerText.trim()).filter(Boolean));

async function lookAtForm(tools, page, type, language) {
	const form = await openForm(tools, page, type);
	const wrong = [];
	const say = (what) => wrong.push(`${type.name}: ${what}`);
	const counted = async () => (await tools.api(page, `${type.plural}?limit=500`)).items.length;
	const before = await counted();
	const save = form.getByRole('button', { name: SAVE });
	const typed = await typeNonsense(form);
	await save.click();
	for (const [field, text] of typed) {
		if (await field.inputValue() !== text) say(`${text} became ${await field.inputValue()}`);
		if (await field.getAttribute('aria-invalid') !== 'true')
			say(`${text} is taken by ${await field.evaluate((node) =>
				node.labels?.[0]?.innerText ?? node.name)}`);
		await field.fill('');
	}
	for (const text of await messages(form))
		if (language === 'vi' ? ENGLISH.test(text) : VIETNAMESE.test(text)) say(`"${text}"`);
	// Now the empty form: the server's own answer, unless nothing is needed.
	if (type.fields.some((field) => field.required && !field.read_only)) {
		await save.click();
		await form.locator('[aria-invalid=true], [role=alert], .error').first()
			.waitFor({ timeout: 5000 }).catch(() => say('the empty form is not answered'));
		for (const text of await messages(form))
			if (language === 'vi' ? ENGLISH.test(text) : VIETNAMESE.test(text)) say(`"${text}"`);
		if (await form.locator('[aria-invalid=true]').count() === 0)
			say(`no field is marked: ${(await messages(form)).join(' ')}`);
		if (await counted() !== before) say('something was written');
	}
	return wrong;
}

async function walkForms(tools, login, locale) {
	const page = await tools.as(login, '/', { locale });
	page.on('dialog', (question) => question.accept());
	const language = locale.slice(0, 2);
	const { types } = await tools.api(page, 'describe/fields');
	const { rights } = await tools.api(page, 'session');
	const mine = types.filter((type) => type.adds && rights.includes(type.write_right));
	const wrong = [];
	for (const type of mine)
		wrong.push(...await lookAtForm(tools, page, type, language)
			.catch((reason) => [`${type.name}: ${reason.message}`]));
	tools.check(mine.length > 3, `only ${mine.length} kinds of record`);
	tools.check(wrong.length === 0, wrong.join('\n     '));
}

export const stories = Object.fromEntries(SIDES.map(([login, locale]) =>
	[`nonsense in every form of ${login} is answered where it stands (${locale})`,
		(tools) => walkForms(tools, login, locale)]));
