// What the screens of a live run make of its records: who waits, who is at work, what happened
// when. Pure; the server's machine alone decides what is released.

import type { AnyRecord } from './api';
import { callJson } from './api';

export interface Run extends AnyRecord {
	exercise_id: string;
	kind: string;
	name: string;
	state: string;
	state_reason: string | null;
	speed: number;
	starts_time: number | null;
	anchor_time: number | null;
	started_at: string | null;
	ended_at: string | null;
}
export interface RunCell extends AnyRecord {
	code: string;
	name: string;
	is_absent: boolean;
	checked_at: string | null;
}
export interface RunMember extends AnyRecord {
	account_id: string;
	name: string;
	role: string;
	cell_id: string | null;
}
export interface RunInject extends AnyRecord {
	state: string;
	release: string;
	kind: string;
	number: string | null;
	title: string;
	recipients: string | null;
	planned_time: number | null;
	delay_us: number;
	is_held: boolean;
	released_time: number | null;
	released_by: string | null;
	skipped_time: number | null;
	skipped_by: string | null;
	done_time: number | null;
	late_us: number | null;
	state_reason: string | null;
	sender: string | null;
	means: string | null;
	text: string | null;
	expected_actions: string | null;
	note: string | null;
	outcome: string | null;
}
export interface Received extends AnyRecord {
	run_inject_id: string;
	cell_id: string;
	position: number;
	state: string;
	released_time: number | null;
	released_at: string | null;
	acknowledged_time: number | null;
	answered_time: number | null;
	closed_time: number | null;
	title: string;
	sender: string | null;
	means: string | null;
	text: string | null;
	answer: string | null;
}
export interface Letter extends AnyRecord {
	cell_id: string;
	box: string;
	letter_id: string;
	from_cell_id: string | null;
	to_cell_id: string | null;
	reply_to_id: string | null;
	text: string;
	sent_time: number | null;
	sent_at: string;
	read_time: number | null;
}
export interface Due {
	id: string;
	due_time: number | null;
	waits_for: string;
}

export interface Waiting {
	inject: RunInject;
	due: number | null;
	waitsFor: string;
}

/** What waits, the next one first; what has no time of its own comes last, in its order. */
export function waitingOf(injects: RunInject[], due: Due[]): Waiting[] {
	const known = new Map(due.map((each) => [each.id, each]));
	const found = injects.filter((inject) => inject.state === 'waiting').map((inject) => {
		const said = known.get(inject.id);
		return { inject, due: said?.due_time ?? null, waitsFor: said?.waits_for ?? inject.release };
	});
	// The lists come in the order of the script, and sorting keeps it among equals.
	return found.sort((a, b) => (a.due ?? Infinity) === (b.due ?? Infinity) ? 0
		: (a.due ?? Infinity) - (b.due ?? Infinity));
}

/** The cells that an inject names, by its codes. */
export function cellsOf(inject: RunInject, cells: RunCell[]): RunCell[] {
	const codes = (inject.recipients ?? '').split(' ').filter(Boolean);
	return codes.flatMap((code) => cells.find((cell) => cell.code === code) ?? []);
}

const STEPS = ['released', 'delivered', 'opened', 'acknowledged', 'working', 'answered', 'closed'];

/** Has the message come at least so far? */
export const isAtLeast = (received: { state: string }, step: string): boolean =>
	STEPS.indexOf(received.state) >= STEPS.indexOf(step);

/** At work: what was released and is not yet closed everywhere; the oldest first. */
export function openOf(received: Received[]): Received[] {
	return received.filter((each) => each.state !== 'closed')
		.sort((a, b) => (a.released_time ?? 0) - (b.released_time ?? 0));
}

/** Each letter once: between two cells it lies in two boxes. */
export function lettersOf(letters: Letter[]): Letter[] {
	const found = new Map<string, Letter>();
	for (const letter of letters) {
		const there = found.get(letter.letter_id);
		if (!there || letter.box === 'received') found.set(letter.letter_id, letter);
	}
	return [...found.values()].sort((a, b) => b.sent_at.localeCompare(a.sent_at));
}

/** Letters of one box: what it received, and what went out of it. */
export const boxOf = (letters: Letter[], cellId: string): Letter[] =>
	letters.filter((letter) => letter.cell_id === cellId)
		.sort((a, b) => b.sent_at.localeCompare(a.sent_at));

export interface Happening {
	id: string;
	time: number | null;
	/** 'clock', 'released', 'skipped', 'log', 'decision'. */
	kind: string;
	word: string;
	text: string;
	accountId: string | null;
}

/** Everything that happened, the newest first. */
export function happeningsOf(segments: AnyRecord[], injects: RunInject[], logs: AnyRecord[],
	decisions: AnyRecord[]): Happening[] {
	const found: Happening[] = [
		...segments.map((each) => ({ id: each.id, time: each.exercise_time as number | null,
			kind: 'clock', word: String(each.act), text: String(each.reason ?? ''),
			accountId: each.account_id as string | null })),
		...injects.filter((each) => each.released_time !== null).map((each) => ({
			id: `${each.id}-r`, time: each.released_time, kind: 'released', word: 'released',
			text: `${each.number ?? ''} ${each.title}`.trim(), accountId: each.released_by })),
		...injects.filter((each) => each.skipped_time !== null).map((each) => ({
			id: `${each.id}-s`, time: each.skipped_time, kind: 'skipped', word: 'skipped',
			text: `${each.number ?? ''} ${each.title}: ${each.state_reason ?? ''}`.trim(),
			accountId: each.skipped_by })),
		...logs.map((each) => ({ id: each.id, time: each.noted_time as number | null, kind: 'log',
			word: String(each.kind), text: String(each.text),
			accountId: each.noted_by as string | null })),
		...decisions.map((each) => ({ id: each.id, time: each.begun_time as number | null,
			kind: 'decision', word: String(each.kind), text: String(each.title),
			accountId: each.recorded_by as string | null })),
	];
	// What falls on the very start was made by it.
	const first = (each: Happening) => Number(each.word === 'start');
	return found.sort((a, b) => (b.time ?? 0) - (a.time ?? 0) || first(a) - first(b) ||
		b.id.localeCompare(a.id));
}

/** What stands between the run and its start: cells that take part and are silent. */
export const silentCells = (cells: RunCell[]): RunCell[] =>
	cells.filter((cell) => !cell.is_absent && !cell.checked_at);

/** A deed at a run or at one of its records. */
export const act = <T extends AnyRecord>(path: string, body: Record<string, unknown> = {},
	version?: number): Promise<T> => callJson<T>('POST', path, { body, version });
