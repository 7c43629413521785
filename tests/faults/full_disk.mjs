// A disk that is really full under the running server: changes are refused with the reason,
// reading of unlabelled records goes on, labelled reading (which must be logged) does not; with
// room again everything works, nothing that was acknowledged is lost and the journal verifies.
// Usage: full_disk.mjs FOLDER, a disk of its own of some ten MB, made by tests/full_disk.sh.
// The last line is "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM, passwordOf, serve, tally } from '../program.mjs';

const folder = process.argv[2];
const database = join(folder, 'full.db');
const { check, end } = tally();

function run(...words) {
	const result = spawnSync(PROGRAM, [...words, '--database', database, '--lang', 'en'],
		{ encoding: 'utf8' });
	return { status: result.status, text: result.stdout + result.stderr };
}

/** Takes every block that is left. */
function fill(path) {
	const file = openSync(path, 'a');
	for (let size = 1 << 20; size >= 512; size >>= 1) {
		try {
			for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break;
		} catch (reason) {
			if (reason.code !== 'ENOSPC') throw reason;
		}
	}
	closeSync(file);
}

const made = run('init', '--demo', 'krong-ana');
const password = passwordOf(made.text, 'thuky');
const { child, base } = await serve(database);
let cookie = '';

async function ask(method, path, body, headers = {}) {
	const answer = await fetch(`${base}/api/v1/${path}`, { method, body: body && JSON.stringify(body),
		headers: { ...(body && { 'Content-Type': 'application/json' }), Cookie: cookie, ...headers } });
	const text = await answer.text();
	let json = null;
	try { json = JSON.parse(text); } catch { /* no JSON */ }
	return { status: answer.status, json, cookie: answer.headers.get('Set-Cookie') };
}

// without a cookie: another browser, whose sign-in ends no session of ours
const signIn = () => ask('POST', 'session', { login: 'thuky', password }, { Cookie: '' });
cookie = ((await signIn()).cookie ?? '').split(';')[0];
const programme = (await ask('GET', 'programmes')).json.items[0].id;
const acknowledged = [];
let number = 0;

async function write(label = 'none') {
	const statement = `Nhận xét số ${++number} ${'về phương án '.repeat(40)}`;
	const answer = await ask('POST', 'findings', { programme_id: programme, kind: 'strength',
		statement, label });
	if (answer.status === 201) acknowledged.push(answer.json.id);
	return answer;
}

async function until(is_so, seconds) {
	for (let i = 0; i < seconds * 5; i++) {
		if (await is_so()) return true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return false;
}

/** What the event stream says of the disk. */
const states = [];
const stream = await fetch(`${base}/api/v1/events`, { headers: { Cookie: cookie } });
(async () => {
	let text = '';
	try {
		for await (const bytes of stream.body) {
			text += Buffer.from(bytes).toString();
			for (const found of text.matchAll(/event: state\ndata: (.*)\n\n/g)) states.push(found[1]);
			text = text.slice(text.lastIndexOf('\n\n') + 1);
		}
	} catch { /* the server ended */ }
})();

const open = (await write()).json.id;
const labelled = (await write('internal')).json.id;
check(acknowledged.length === 2, 'changes before the disk is full');

for (let round = 1; round <= 3; round++) {
	const ballast = join(folder, `ballast-${round}`);
	fill(ballast);
	let refused = null;
	for (let i = 0; i < 400 && refused === null; i++) {
		const answer = await write();
		if (answer.status !== 201) refused = answer;
	}
	check(refused?.status === 503 && refused.json?.type === 'urn:dientap:problem:disk_full',
		`round ${round}: a change is refused as a full disk: ${JSON.stringify(refused)}`);
	const health = await ask('GET', 'health');
	check(health.status === 200 && health.json.writable === false &&
		health.json.reason === 'disk_full', `round ${round}: health says so`);
	check((await ask('GET', `findings/${open}`)).status === 200,
		`round ${round}: unlabelled records can be read`);
	check((await ask('GET', 'findings?limit=5')).status !== 500,
		`round ${round}: a list is answered or refused with the reason`);
	const secret = await ask('GET', `findings/${labelled}`);
	check(secret.status === 503 && JSON.stringify(secret.json).indexOf('Nhận xét') < 0,
		`round ${round}: labelled records cannot: ${secret.status}`);
	check((await signIn()).status === 204, `round ${round}: signing in goes on`);
	const backup = run('backup', '--output', join(folder, 'copy.backup'));
	check(backup.status !== 0 && !existsSync(join(folder, 'copy.backup')),
		`round ${round}: a backup that finds no room leaves nothing: ${backup.status}`);
	rmSync(ballast);
	check(await until(async () => (await ask('GET', 'health')).json.writable, 20),
		`round ${round}: room is noticed`);
	check((await ask('GET', `findings/${labelled}`)).status === 200,
		`round ${round}: labelled records can be read again`);
	check((await write()).status === 201, `round ${round}: changes work again`);
	const verified = run('verify', '--whole');
	check(verified.status === 0, `round ${round}: the journal verifies: ${verified.text}`);
}
const missing = [];
for (const id of acknowledged)
	if ((await ask('GET', `findings/${id}`)).status !== 200) missing.push(id);
check(missing.length === 0, `acknowledged and lost: ${missing}`);
check(states.some((s) => s.includes('"writable":false')) &&
	states.some((s) => s.includes('"writable":true')), `the stream said so: ${states}`);
const left = readdirSync(folder).filter((name) => /room|\.new$|ballast/.test(name));
check(left.length === 0, `files that were left: ${left}`);
const gone = new Promise((resolve) => child.once('exit', resolve));
child.kill('SIGTERM');
await gone;
check(run('verify', '--whole').status === 0, 'the journal verifies at the end');
console.log(`${acknowledged.length} acknowledged changes`);
end();
