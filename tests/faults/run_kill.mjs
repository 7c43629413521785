// Pulls the plug in the middle of a live run, again and again: kills the program without
// warning while injects fall due and a cell answers. After each new start the clock must go on
// through the outage, every inject that is due be released exactly once and never before its
// time, and no acknowledged answer be lost.  Usage: run_kill.mjs ROUNDS [SEED]
// The last line is "N passed, N failed".
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM, passwordOf, seeded, serve, signIn, tally } from '../program.mjs';

const INJECTS = 12, SPREAD_US = 1_500_000;
const rounds = Number(process.argv[2] ?? 20);
const random = seeded(Number(process.argv[3] ?? 20260301));
const folder = mkdtempSync(join(tmpdir(), 'dientap-run-kill-'));
const database = join(folder, 'kill.db');
const { check, end } = tally();

const made = spawnSync(PROGRAM, ['init', '--demo', 'krong-ana', '--database', database, '--lang',
	'en'], { encoding: 'utf8' });

async function start() {
	const server = { ...await serve(database), cookies: {} };
	for (const login of ['thuky', 'danhgia'])
		server.cookies[login] = await signIn(server.base, login,
			passwordOf(made.stdout + made.stderr, login));
	return server;
}

/** A call that must succeed; gives the answer. */
async function call(server, login, method, path, body) {
	const answer = await fetch(`${server.base}/api/v1/${path}`, { method,
		headers: { Cookie: server.cookies[login], ...(body && { 'Content-Type': 'application/json' }) },
		...(body && { body: JSON.stringify(body) }) });
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
	return text === '' ? null : JSON.parse(text);
}

const listOf = async (server, login, type, run) =>
	(await call(server, login, 'GET', `${type}?limit=500`)).items.filter((i) => i.run_id === run);

async function makeRun(server, exercise, round) {
	const run = await call(server, 'thuky', 'POST', 'runs',
		{ exercise_id: exercise, kind: 'rehearsal', name: `Vòng ${round}` });
	const accounts = (await call(server, 'thuky', 'GET', `runs/${run.id}/accounts`)).items;
	const me = (await call(server, 'danhgia', 'GET', 'session')).account;
	const player = accounts.find((a) => a.id === me?.id) ?? accounts.find((a) => /giá/.test(a.name));
	for (const [position, code] of ['A', 'B'].entries()) {
		const cell = await call(server, 'thuky', 'POST', 'run_cells',
			{ run_id: run.id, code, name: `Bộ phận ${code}`, position });
		if (code === 'A')
			await call(server, 'thuky', 'POST', 'run_members',
				{ run_id: run.id, account_id: player.id, role: 'player', cell_id: cell.id });
	}
	for (let i = 0; i < INJECTS; i++)
		await call(server, 'thuky', 'POST', 'run_injects', { run_id: run.id, title: `Tin ${i}`,
			kind: 'inject', release: 'automatic', recipients: 'A B', position: i,
			planned_time: Math.floor(random() * SPREAD_US) });
	return run;
}

/** Answers whatever arrives until the server is gone; what was answered with 200 counts. */
async function play(server, run, acknowledged) {
	for (;;) {
		try {
			for (const item of await listOf(server, 'danhgia', 'run_recipients', run.id))
				if (item.state !== 'answered') {
					const answer = `Đã xử lý ${item.title}`;
					await call(server, 'danhgia', 'POST', `run_recipients/${item.id}/answer`, { answer });
					acknowledged.set(item.id, answer);
				}
			await new Promise((resolve) => setTimeout(resolve, 5));
		} catch {
			return;
		}
	}
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitForAll(server, run) {
	let injects = [];
	for (let tries = 0; tries < 100; tries++) {
		injects = await listOf(server, 'thuky', 'run_injects', run.id);
		if (injects.every((i) => i.state === 'released')) break;
		await sleep(50);
	}
	return injects;
}

async function kill(server) {
	const gone = new Promise((resolve) => server.child.once('exit', resolve));
	server.child.kill('SIGKILL');
	await gone;
}

let server = await start();
const exercises = (await call(server, 'thuky', 'GET', 'exercises?limit=500')).items;
// an exercise without a script: a run copies what there is
const scripted = new Set((await call(server, 'thuky', 'GET', 'injects?limit=500')).items
	.map((i) => i.exercise_id));
const exercise = exercises.find((e) => e.state !== 'closed' && !scripted.has(e.id)).id;
let answers = 0;
for (let round = 1; round <= rounds; round++) {
	const run = await makeRun(server, exercise, round);
	await call(server, 'thuky', 'POST', `runs/${run.id}/start`, { reason: 'thử' });
	const acknowledged = new Map();
	const player = play(server, run, acknowledged);
	await sleep(random() * SPREAD_US / 1000);
	const before = (await call(server, 'thuky', 'GET', `runs/${run.id}/clock`));
	const beforeAt = performance.now();
	await kill(server);
	await player;
	server = await start();
	const after = (await call(server, 'thuky', 'GET', `runs/${run.id}/clock`));
	const passedUs = (performance.now() - beforeAt) * 1000;
	const moved = after.exercise_time - before.exercise_time;
	check(after.state === 'running' && Math.abs(moved - passedUs) < 100_000,
		`round ${round}: the clock moved ${moved} of ${passedUs} microseconds`);

	const injects = await waitForAll(server, run);
	const received = await listOf(server, 'thuky', 'run_recipients', run.id);
	check(injects.every((i) => i.state === 'released'), `round ${round}: an inject did not come`);
	check(injects.every((i) => i.released_time === i.planned_time && i.late_us >= 0),
		`round ${round}: an inject came before its time`);
	check(received.length === 2 * INJECTS &&
		new Set(received.map((r) => `${r.run_inject_id} ${r.cell_id}`)).size === 2 * INJECTS,
		`round ${round}: ${received.length} deliveries of ${2 * INJECTS}`);
	const lost = [...acknowledged].filter(([id, answer]) =>
		received.find((r) => r.id === id)?.answer !== answer);
	check(lost.length === 0, `round ${round}: ${lost.length} answers lost`);
	answers += acknowledged.size;
	await call(server, 'thuky', 'POST', `runs/${run.id}/end`, { reason: 'xong' });
}
server.child.kill('SIGTERM');
await new Promise((resolve) => server.child.once('exit', resolve));
try {
	execFileSync(PROGRAM, ['verify', '--whole', '--database', database, '--lang', 'en'],
		{ encoding: 'utf8', stdio: 'pipe' });
	check(true);
} catch (reason) {
	check(false, `verify: ${reason.stdout}${reason.stderr}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`${rounds} kills in a run, ${answers} acknowledged answers`);
check(answers > 0, 'a cell answered between the kills');
end();
