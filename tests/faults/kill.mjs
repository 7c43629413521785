// Pulls the plug: kills the program without warning while eight clients write, again and again
// over one database. No acknowledged change may be lost, none may be doubled, and the journal
// must verify after each round.  Usage: kill.mjs ROUNDS [SEED]
// The last line is "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM, passwordOf, seeded, serve, signIn, tally } from '../program.mjs';

const rounds = Number(process.argv[2] ?? 20);
const random = seeded(Number(process.argv[3] ?? 20260301));
const folder = mkdtempSync(join(tmpdir(), 'dientap-kill-'));
const database = join(folder, 'kill.db');
const { check, end } = tally();

const made = spawnSync(PROGRAM, ['init', '--demo', 'krong-ana', '--database', database, '--lang',
	'en'], { encoding: 'utf8' });
const password = passwordOf(made.stdout + made.stderr, 'thuky');

async function start() {
	const server = await serve(database);
	return { ...server, cookie: await signIn(server.base, 'thuky', password) };
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
end();
