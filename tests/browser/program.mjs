// The real program with the demonstration's data, one for each story file: stories may change
// what they like.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM, passwordOf, serve } from '../program.mjs';

export { PROGRAM };

/** Makes the demonstration once; the sign-ins are what the program itself says of them. */
export function prepareDemonstration(folder) {
	const database = join(folder, 'demonstration.db');
	const ran = spawnSync(PROGRAM, ['init', '--demo', 'krong-ana', '--database', database,
		'--lang', 'en'], { encoding: 'utf8', timeout: 60_000 });
	const said = ran.stdout + ran.stderr;
	const password = passwordOf(said, 'thuky');
	if (!password) throw new Error(`no sign-ins in: ${said}`);
	return { folder, database, password };
}

/** Copies the closed database with its key. */
function copyOf({ folder, database }, name) {
	const own = join(folder, name);
	mkdirSync(own);
	const copy = join(own, 'story.db');
	copyFileSync(database, copy);
	copyFileSync(`${database}.key`, `${copy}.key`);
	return copy;
}

const ended = (child) => new Promise((resolve) => {
	if (child.exitCode !== null || child.signalCode !== null) resolve();
	else child.once('exit', resolve);
});

export async function startProgram(demonstration, name) {
	const database = copyOf(demonstration, name);
	let running = await serve(database, '127.0.0.1:0');
	const { base } = running;
	return {
		base, database, password: demonstration.password,
		async stop() {
			const gone = ended(running.child);
			running.child.kill('SIGTERM');
			await gone;
		},
		/** At the address it had, so that open pages find it again. */
		async start() {
			running = await serve(database, base.replace('http://', ''));
		},
	};
}
