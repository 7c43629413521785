import { describe, expect, it } from 'vitest';
import { windowOf } from './window_rows';
import { toneOf } from './tone';

describe('window of rows', () => {
	it('covers the screen and keeps the whole height', () => {
		for (const top of [-500, 0, 4000, 39_000, 90_000]) {
			const found = windowOf(1000, 40, top, 800);
			expect(found.above + (found.last - found.first) * 40 + found.below).toBe(40_000);
			expect(found.last).toBeGreaterThan(found.first);
		}
		const middle = windowOf(1000, 40, 4000, 800, 5);
		expect([middle.first, middle.last]).toEqual([95, 125]);
	});
	it('is everything when the list is short', () => {
		expect(windowOf(3, 40, 0, 800)).toEqual({ first: 0, last: 3, above: 0, below: 0 });
	});
});

describe('tones', () => {
	it('never call the unknown good', () => {
		expect(toneOf(null)).toBe('unknown');
		expect(toneOf('unknown_successor')).toBe('unknown');
		expect(toneOf('excellent')).toBe('good');
		expect(toneOf('not_completed')).toBe('bad');
	});
});
