// Pulls the plug: kills the program without warning while eight clients write, again and again
// over one database. No acknowledged change may be lost, none may be doubled, and the journal
// must verify after each round.  Usage: kill.mjs ROUNDS [SEED]
// The last line is "N passed, N failed".
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = new URL('../../build/dientap', import.meta.url).pathname;
const rounds = Number(process.argv[2] ?? 20);
let seed = Number(process.argv[3] ?? 20260301) >>> 0;
const folder = mkdtempSync(join(tmpdir(), 'dientap-kill-'));
const database = join(folder, 'kill.db');
let passed = 0, failed = 0;

/** mulberry32: the same seed kills at the same moments. */
function random() {
	seed = (seed + 0x6d2b79f5) >>> 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function check(good, what) {
	if (good) passed++;
	else { failed++; console.log(`FAIL ${what}`); }
}

const made = spawnSync(PROGRAM, ['init', '--demo', 'krong-ana', '--database', database, '--lang',
	'en'], { encoding: 'utf8' });
const password = /^ *thuky +(\S+)/m.exec(made.stdout + made.stderr)?.[1];

async function start() {
	const child = spawn(PROGRAM, ['serve', '--database', database, '--listen', '127.0.0.1:0', '--lang',
		'en'], { stdio: ['ignore', 'pipe', 'pipe'] });
	const base = await new Promise((resolve, reject) => {
		let text = '';
		const hear = (bytes) => {
			text += bytes;
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
			if (found) resolve(found[0]);
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', () => reject(new Error(`the program ended: ${text}`)));
		setTimeout(() => reject(new Error(`no address: ${text}`)), 20_000).unref();
	});
	const answer = await fetch(`${base}/api/v1/session`, { method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ login: 'thuky', password }) });
	if (answer.status !== 204) throw new Error(`no sign-in: ${answer.status} ${await answer.text()}`);
	return { child, base, cookie: (answer.headers.get('Set-Cookie') ?? '').split(';')[0] };
}

let number = 0;
const idOf = (n) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Writes until the server is gone; what was answered with 201 counts. */
async function write(server, programme, acknowledged) {
	for (;;) {
		const n = ++number;
		try {
			const answer = await fetch(`${server.base}/api/v1/findings/${idOf(n)}`, { method: 'PUT',
				headers: { 'Content-Type': 'application/json', 'If-None-Match': '*', Cookie: server.cookie },
				body: JSON.stringify({ programme_id: programme, kind: 'strength',
					statement: `Nhận xét số ${n}` }) });
			if (answer.status === 201) acknowledged.add(n);
			await answer.arrayBuffer();
		} catch {
			return;
		}
	}
}

/** Every finding there is, by its statement. */
async function readAll(server) {
	const found = new Map();
	let after = null;
	do {
		const page = await (await fetch(`${server.base}/api/v1/findings?limit=500${
			after ? `&after=${encodeURIComponent(after)}` : ''}`,
		{ headers: { Cookie: server.cookie } })).json();
		for (const item of page.items)
			found.set(item.statement, (found.get(item.statement) ?? 0) + 1);
		after = page.next;
	} while (after);
	return found;
}

const acknowledged = new Set();
let server = await start();
const programme = (await (await fetch(`${server.base}/api/v1/programmes`,
	{ headers: { Cookie: server.cookie } })).json()).items[0].id;
for (let round = 1; round <= rounds; round++) {
	const writers = Array.from({ length: 8 }, () => write(server, programme, acknowledged));
	await new Promise((resolve) => setTimeout(resolve, 30 + random() * 300));
	const gone = new Promise((resolve) => server.child.once('exit', resolve));
	server.child.kill('SIGKILL');
	await gone;
	await Promise.all(writers);
	try {
		execFileSync(PROGRAM, ['verify', '--whole', '--database', database, '--lang', 'en'],
			{ encoding: 'utf8', stdio: 'pipe' });
		check(true);
	} catch (reason) {
		check(false, `round ${round}: verify: ${reason.stdout}${reason.stderr}`);
	}
	server = await start();
	const found = await readAll(server);
	const lost = [...acknowledged].filter((n) => !found.has(`Nhận xét số ${n}`));
	const doubled = [...found].filter(([, count]) => count > 1);
	check(lost.length === 0, `round ${round}: lost ${lost.slice(0, 5).join(', ')}`);
	check(doubled.length === 0, `round ${round}: doubled ${doubled.slice(0, 5)}`);
}
server.child.kill('SIGTERM');
rmSync(folder, { recursive: true, force: true });
console.log(`${rounds} kills, ${acknowledged.size} acknowledged changes`);
check(acknowledged.size > rounds, 'the clients wrote between the kills');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
