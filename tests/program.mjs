// The real program as the tests outside of it use it: started, signed in to, counted.
import { spawn } from 'node:child_process';

export const PROGRAM = process.env.DIENTAP
	?? new URL('../build/dientap', import.meta.url).pathname;

/** Serves the database; gives the process and the address that it said within 20 s. */
export function serve(database, listen = '127.0.0.1:0') {
	const child = spawn(PROGRAM, ['serve', '--database', database, '--listen', listen,
		'--lang', 'en'], { stdio: ['ignore', 'pipe', 'pipe'] });
	return new Promise((resolve, reject) => {
		let said = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			reject(new Error(`no address within 20 s: ${said}`));
		}, 20_000);
		const hear = (bytes) => {
			said += bytes;
			const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
			if (!found) return;
			clearTimeout(timer);
			resolve({ child, base: found[0] });
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('exit', () => {
			clearTimeout(timer);
			reject(new Error(`the program ended: ${said}`));
		});
	});
}

/** The password of a demonstration account, from what `init --demo` said. */
export function passwordOf(said, login) {
	return new RegExp(`^ *${login} +(\\S+)`, 'm').exec(said)?.[1];
}

/** Signs in without an earlier cookie; gives the new one. */
export async function signIn(base, login, password) {
	const answer = await fetch(`${base}/api/v1/session`, { method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ login, password }) });
	if (answer.status !== 204)
		throw new Error(`no sign-in: ${answer.status} ${await answer.text()}`);
	return (answer.headers.get('Set-Cookie') ?? '').split(';')[0];
}

/** mulberry32: the same seed gives the same moments. */
export function seeded(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** Counts what held and what did not; `end` says both and leaves. */
export function tally() {
	let passed = 0, failed = 0;
	return {
		check(good, what) {
			if (good) passed++;
			else { failed++; console.log(`FAIL ${what}`); }
		},
		end() {
			console.log(`${passed} passed, ${failed} failed`);
			process.exit(failed > 0 ? 1 : 0);
		},
	};
}
