// Walks every route as every kind of reader and holds the answer against the rights that the
// program itself describes; writes each exchange for validate.mjs.
// Usage: walk.mjs BASE PASSWORD DESCRIPTIONS.json EXCHANGES.ndjson
// DESCRIPTIONS: {"routes":[…],"fields":[…]} as `describe` prints them.
// The last line is "N passed, N failed".
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

const [base, password, descriptions, exchanges] = process.argv.slice(2);
const { routes, types } = JSON.parse(readFileSync(descriptions, 'utf8'));
const LEVELS = ['none', 'internal', 'mat', 'toi_mat', 'tuyet_mat'];
const ABSENT = '01900000-0000-7000-8000-0000000abcde';
let passed = 0, failed = 0;
writeFileSync(exchanges, '');

function check(good, what) {
	if (good) { passed++; return; }
	failed++;
	if (failed < 60) console.log(`FAIL ${what}`);
}

async function call(reader, method, path, { body, headers = {} } = {}) {
	const response = await fetch(base + path, { method, redirect: 'manual', headers: {
		'Accept-Language': 'en', ...(reader?.cookie ? { Cookie: reader.cookie } : {}),
		...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
	body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body) });
	const type = response.headers.get('Content-Type') ?? '';
	const bytes = Buffer.from(await response.arrayBuffer());
	const text = /json|text/.test(type) ? bytes.toString('utf8') : '';
	if (/^\/(api|metrics)/.test(path))
		appendFileSync(exchanges, JSON.stringify({ method, path, status: response.status, type,
			body: text || (bytes.length > 0 ? '(bytes)' : '') }) + '\n');
	return { status: response.status, text, type, headers: response.headers,
		json: () => JSON.parse(text) };
}

async function signIn(login, word = password) {
	const answer = await call(null, 'POST', '/api/v1/session', { body: { login, password: word } });
	check(answer.status === 204, `${login} signs in: ${answer.status} ${answer.text}`);
	const reader = { login, cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] };
	const session = (await call(reader, 'GET', '/api/v1/session')).json();
	return Object.assign(reader, { rights: session.rights, clearance: session.account.clearance });
}

const quantri = await signIn('quantri');
const thuky = await signIn('thuky');

/** An account without clearance that may read everything: what labels hide from it. */
async function addGuest() {
	const made = await call(quantri, 'POST', '/api/v1/accounts',
		{ body: { login: 'khach', display_name: 'Tài khoản thử: khách', clearance: 'none' } });
	check(made.status === 201, `an account is added: ${made.status} ${made.text}`);
	const set = await call(quantri, 'POST', `/api/v1/accounts/${made.json().id}/password`,
		{ body: { password: 'khách xem một ngày trời đẹp' } });
	check(set.status < 300, `its password is set: ${set.status} ${set.text}`);
	const roles = (await call(quantri, 'GET', '/api/v1/roles?limit=100')).json().items;
	for (const code of ['viewer', 'auditor']) {
		const given = await call(quantri, 'POST', '/api/v1/grants', { body:
			{ account_id: made.json().id, role_id: roles.find((role) => role.code === code).id } });
		check(given.status === 201, `${code} is granted: ${given.status} ${given.text}`);
	}
	return signIn('khach', 'khách xem một ngày trời đẹp');
}

const guest = await addGuest();
const readers = [null, quantri, thuky, guest];
for (const login of ['chihuy', 'danhgia', 'lanhdao']) readers.push(await signIn(login));

/** One record of each kind, as somebody who may read it sees it. */
const samples = new Map();
for (const type of types)
	for (const reader of [thuky, quantri]) {
		if (samples.has(type.plural)) break;
		const answer = await call(reader, 'GET', `/api/v1/${type.plural}?limit=500`);
		if (answer.status !== 200) continue;
		const items = answer.json().items;
		const found = items.find((item) => item.label !== 'none') ?? items[0];
		if (found) samples.set(type.plural, { ...found, reader });
	}

const pluralOf = (path) => path.split('/')[3];
function requestOf(route) {
	const sample = samples.get(pluralOf(route.path));
	const path = route.path.replace(':id', sample?.id ?? ABSENT).replace(':name', 'fields');
	if (route.body === 'bytes') return { path: `${path}?kind=units&dry_run=true`,
		headers: { 'Content-Type': 'text/csv' }, body: 'code,name,level\n' };
	if (route.method === 'GET') return { path };
	// Nothing may change here: an old version, or a body that lacks what is required.
	const headers = route.method === 'PUT' ? { 'If-None-Match': '*' } : { 'If-Match': '"999"' };
	if (route.method === 'PUT') return { path: route.path.replace(':id', ABSENT), headers, body: {} };
	if (route.method === 'PATCH')
		return { path, headers: { ...headers, 'Content-Type': 'application/merge-patch+json' }, body: '{}' };
	return { path, headers, body: route.method === 'DELETE' ? undefined : {} };
}

/** What the description lets this reader expect of the route, as a rule on the status. */
function expectation(route, reader) {
	if (route.needs === 'anyone') return [(status) => ![401, 403].includes(status) ||
		route.operation === 'sign_in', 'is open to anyone'];
	if (!reader) return [(status) => status === 401, 'asks for a sign-in'];
	if (route.needs !== 'signed_in' && !reader.rights.includes(route.needs))
		return [(status) => status === 403, `is refused without ${route.needs}`];
	return [(status) => status !== 401 && status < 500, `is answered with ${route.needs}`];
}

const LATER = ['sign_out', 'followEvents', 'make_backup'];
for (const reader of readers)
	for (const route of routes) {
		if (LATER.includes(route.operation) && reader) continue;
		const { path, ...options } = requestOf(route);
		const answer = await call(reader, route.method, path, options);
		const [good, what] = expectation(route, reader);
		check(good(answer.status), `${route.method} ${route.path} as ${reader?.login ?? 'nobody'} ` +
			`${what}: ${answer.status} ${answer.text.slice(0, 160)}`);
		if (answer.status >= 400 && answer.status !== 405)
			check(/problem\+json/.test(answer.type) && answer.json().title,
				`${route.method} ${route.path}: a refusal explains itself`);
	}

/** A record above the clearance is not there: one, list, history, count, filter. */
const rank = (label) => LEVELS.indexOf(label ?? 'none');
const plain = (text) => text.replace(/"instance":"[^"]*"/, '');
for (const reader of readers.filter(Boolean))
	for (const type of types) {
		const sample = samples.get(type.plural);
		if (!sample) continue;
		const absent = await call(reader, 'GET', `/api/v1/${type.plural}/${ABSENT}`);
		if (absent.status !== 404) continue;
		const one = await call(reader, 'GET', `/api/v1/${type.plural}/${sample.id}`);
		if (rank(sample.label) > rank(reader.clearance)) {
			check(one.status === 404 && plain(one.text) === plain(absent.text),
				`${type.name} above the clearance of ${reader.login} is as if absent`);
			const list = await call(reader, 'GET', `/api/v1/${type.plural}?limit=500`);
			check(!list.text.includes(sample.id), `${type.name} above ${reader.login} is in no list`);
			const history = await call(reader, 'GET', `/api/v1/${type.plural}/${sample.id}/history`);
			const none = await call(reader, 'GET', `/api/v1/${type.plural}/${ABSENT}/history`);
			check(plain(history.text) === plain(none.text),
				`${type.name} above ${reader.login} has no history`);
		} else {
			check([200, 404].includes(one.status), `${type.name} is shown or not there`);
		}
	}

/** What succeeds: an empty patch, a repeated PUT, history, steps, CSV. */
for (const [plural, { reader, ...sample }] of samples) {
	const type = types.find((each) => each.plural === plural);
	const path = `/api/v1/${plural}/${sample.id}`;
	const found = routes.filter((route) => pluralOf(route.path) === plural);
	const has = (method, end) => found.some((route) => route.method === method &&
		route.path === `/api/v1/${plural}${end}`);
	if (has('GET', '/:id')) {
		const one = await call(reader, 'GET', path);
		check(one.status === 200 && one.headers.get('ETag') === `"${sample.version}"`,
			`${plural}: one record with its version`);
	}
	if (has('GET', '/:id/history'))
		check((await call(reader, 'GET', `${path}/history`)).json().items.length > 0,
			`${plural}: a history`);
	if (has('GET', '/:id/actions'))
		check((await call(reader, 'GET', `${path}/actions`)).status === 200, `${plural}: open steps`);
	if (has('GET', '')) {
		const csv = await call(reader, 'GET', `/api/v1/${plural}`, { headers: { Accept: 'text/csv' } });
		check(csv.status === 200 && csv.text.replace(/^\ufeff/, '').startsWith('id,'), `${plural}: CSV`);
	}
	if (has('PATCH', '/:id') && reader.rights.some((right) => right.endsWith('_write'))) {
		const missing = await call(reader, 'PATCH', path, { body: '{}',
			headers: { 'Content-Type': 'application/merge-patch+json' } });
		check([403, 428].includes(missing.status), `${plural}: a change needs its version`);
		const unknown = await call(reader, 'PATCH', path, { body: '{"no_such_member":1}', headers: {
			'Content-Type': 'application/merge-patch+json', 'If-Match': `"${sample.version}"` } });
		check([403, 409, 422].includes(unknown.status), `${plural}: an unknown member is refused`);
		const stale = await call(reader, 'PATCH', path, { body: '{}', headers: {
			'Content-Type': 'application/merge-patch+json', 'If-Match': '"999"' } });
		check([403, 412].includes(stale.status), `${plural}: a stale version is refused`);
		if (stale.status === 412) check(stale.json().current?.id === sample.id,
			`${plural}: the record as it is comes with the refusal`);
	}
	void type;
}

/** Requests that no good client sends. */
const bad = [
	['not JSON', '{"name":', 400], ['two members of one name', '{"name":"a","name":"b"}', 400],
	['bad UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
	['an array', '[]', 400], ['a wrong type', '{"name":7}', 422],
	['deep nesting', '['.repeat(2000) + ']'.repeat(2000), 400],
	['a day that does not exist', '{"name":"a","valid_from":"2025-02-31"}', 422],
];
for (const [what, body, status] of bad) {
	const response = await fetch(`${base}/api/v1/units`, { method: 'POST', body, headers: {
		'Content-Type': 'application/json', Cookie: thuky.cookie, 'Accept-Language': 'vi' } });
	const text = await response.text();
	check(response.status === status, `${what}: ${response.status} ${text.slice(0, 160)}`);
	check(/[ạ-ỹăâđêôơưà-ý]/i.test(JSON.parse(text).title), `${what}: told in Vietnamese`);
}
const large = await fetch(`${base}/api/v1/units`, { method: 'POST', body: 'x'.repeat(9 << 20),
	headers: { 'Content-Type': 'application/json', Cookie: thuky.cookie } }).catch(() => null);
check(large === null || large.status === 413, 'a body over the limit is refused');
const foreign = await fetch(`${base}/api/v1/units`, { method: 'POST', body: '{}', headers: {
	'Content-Type': 'application/json', Cookie: thuky.cookie, Origin: 'http://evil.example' } });
check(foreign.status === 403, `a foreign origin may not write: ${foreign.status}`);

const backup = await call(quantri, 'POST', '/api/v1/backups', { body: {} });
check(backup.status < 300, `a backup: ${backup.status} ${backup.text}`);
for (const format of ['html', 'docx', 'pdf', 'json']) {
	const id = samples.get('programmes').id;
	const made = await call(thuky, 'GET', `/api/v1/programmes/${id}/summary?format=${format}`);
	check(made.status === 200, `summary as ${format}: ${made.status} ${made.text.slice(0, 200)}`);
}
const stream = new AbortController();
const events = await fetch(`${base}/api/v1/events`, { signal: stream.signal,
	headers: { Cookie: thuky.cookie } });
check(events.status === 200 && /event-stream/.test(events.headers.get('Content-Type')), 'a stream');
appendFileSync(exchanges, JSON.stringify({ method: 'GET', path: '/api/v1/events', status: 200,
	type: 'text/event-stream', body: '' }) + '\n');
stream.abort();
check((await call(thuky, 'DELETE', '/api/v1/session')).status === 204, 'sign-out');
check((await call(thuky, 'GET', '/api/v1/session')).status === 401, 'the session is over');
console.log(`${readers.length} readers, ${routes.length} routes, ${samples.size} kinds of record`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
