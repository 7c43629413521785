import { describe, expect, it } from 'vitest';
import { boxOf, cellsOf, type Due, happeningsOf, isAtLeast, type Letter, lettersOf, openOf,
	type Received, type RunCell, type RunInject, silentCells, waitingOf } from './run';

const inject = (id: string, more: Partial<RunInject> = {}): RunInject => ({ id, version: 1,
	state: 'waiting', release: 'automatic', title: id, number: id, released_time: null,
	skipped_time: null, ...more } as RunInject);
const due = (id: string, time: number | null, waits = 'time'): Due =>
	({ id, due_time: time, waits_for: waits });
const cell = (code: string, more: Partial<RunCell> = {}): RunCell =>
	({ id: `id-${code}`, version: 1, code, name: code, is_absent: false, checked_at: null, ...more });

describe('what waits', () => {
	it('stands in the order in which it falls due, and without a time last', () => {
		const found = waitingOf([inject('a'), inject('b'), inject('c'), inject('d'),
			inject('e', { state: 'released' })],
		[due('a', null, 'condition'), due('b', 20), due('c', 10), due('d', null, 'reserve')]);
		expect(found.map((each) => each.inject.id)).toEqual(['c', 'b', 'a', 'd']);
		expect(found.map((each) => each.waitsFor)).toEqual(['time', 'time', 'condition', 'reserve']);
	});
	it('names the cells it goes to, and forgets what is none', () => {
		const cells = [cell('SCH'), cell('YTE')];
		expect(cellsOf(inject('a', { recipients: 'YTE SCH NONE' }), cells)
			.map((each) => each.code)).toEqual(['YTE', 'SCH']);
		expect(cellsOf(inject('a', { recipients: null }), cells)).toEqual([]);
	});
});

describe('what was received', () => {
	const received = (id: string, state: string, time: number): Received =>
		({ id, version: 1, state, released_time: time } as Received);
	it('is at work until it is closed, the oldest first', () => {
		expect(openOf([received('b', 'opened', 20), received('a', 'released', 10),
			received('c', 'closed', 5)]).map((each) => each.id)).toEqual(['a', 'b']);
	});
	it('has come as far as its step and not farther', () => {
		expect(isAtLeast({ state: 'working' }, 'acknowledged')).toBe(true);
		expect(isAtLeast({ state: 'opened' }, 'acknowledged')).toBe(false);
	});
});

describe('letters', () => {
	const letter = (id: string, letterId: string, box: string, sent: string): Letter => ({ id,
		version: 1, letter_id: letterId, box, sent_at: sent, cell_id: box } as Letter);
	it('are shown once though they lie in two boxes, the newest first', () => {
		const all = [letter('1', 'x', 'sent', '2026-01-01T00:00:00Z'),
			letter('2', 'x', 'received', '2026-01-01T00:00:00Z'),
			letter('3', 'y', 'sent', '2026-01-01T00:01:00Z')];
		expect(lettersOf(all).map((each) => each.id)).toEqual(['3', '2']);
		expect(boxOf(all, 'sent').map((each) => each.id)).toEqual(['3', '1']);
	});
});

describe('the journal of a run', () => {
	it('puts all that happened into one order, the newest first', () => {
		const found = happeningsOf([{ id: 's', version: 1, act: 'start', exercise_time: 0 }],
			[inject('i', { state: 'released', released_time: 10 }),
				inject('k', { state: 'skipped', skipped_time: 30, state_reason: 'why' })],
			[{ id: 'l', version: 1, kind: 'control', text: 'seen', noted_time: 20 }],
			[{ id: 'd', version: 1, kind: 'meeting', title: 'met', begun_time: 40 }]);
		expect(found.map((each) => each.kind))
			.toEqual(['decision', 'skipped', 'log', 'released', 'clock']);
		expect(found[1]?.text).toBe('k k: why');
	});
	it('puts the start before what it released', () => {
		const found = happeningsOf([{ id: 'z', version: 1, act: 'start', exercise_time: 0 }],
			[inject('a', { state: 'released', released_time: 0 })], [], []);
		expect(found.map((each) => each.word)).toEqual(['released', 'start']);
	});
	it('does not count who is absent among the silent', () => {
		expect(silentCells([cell('A'), cell('B', { is_absent: true }),
			cell('C', { checked_at: '2026-01-01T00:00:00Z' })]).map((each) => each.code)).toEqual(['A']);
	});
});
